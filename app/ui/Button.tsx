import type { ComponentProps, ReactNode } from 'react';

interface Pressable {
  /** Has it nothing to do for now? It is told as disabled and keeps the focus, for the keyboard may be on it. */
  readonly resting?: boolean;
}

/** What a press does, unless the button rests. */
function pressOf(
  resting: boolean | undefined,
  onClick: ComponentProps<'button'>['onClick'],
): Pick<ComponentProps<'button'>, 'aria-disabled' | 'onClick'> {
  return resting === undefined
    ? { onClick }
    : { 'aria-disabled': resting, onClick: resting ? undefined : onClick };
}

interface ButtonProps extends ComponentProps<'button'>, Pressable {
  readonly kind?: 'plain' | 'primary';
  readonly icon?: ReactNode;
}

/** A button with words. */
export function Button({
  kind = 'plain',
  icon,
  children,
  className = '',
  resting,
  onClick,
  ...rest
}: ButtonProps): React.JSX.Element {
  return (
    <button
      type="button"
      className={`button ${className}`}
      data-kind={kind}
      {...pressOf(resting, onClick)}
      {...rest}
    >
      {icon}
      {children}
    </button>
  );
}

interface IconButtonProps extends ComponentProps<'button'>, Pressable {
  /** Its name, for assistive technology and as a tooltip. */
  readonly label: string;
  readonly icon: ReactNode;
}

/** A button with an icon alone. */
export function IconButton(props: IconButtonProps): React.JSX.Element {
  const { label, icon, className = '', resting, onClick, ...rest } = props;
  return (
    <button
      type="button"
      className={`button ${className}`}
      data-kind="icon"
      aria-label={label}
      title={label}
      {...pressOf(resting, onClick)}
      {...rest}
    >
      {icon}
    </button>
  );
}
