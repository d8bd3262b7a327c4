import type { ComponentProps, ReactNode } from 'react';

interface ButtonProps extends ComponentProps<'button'> {
  readonly kind?: 'plain' | 'primary';
  readonly icon?: ReactNode;
}

/** A button with words. */
export function Button({
  kind = 'plain',
  icon,
  children,
  className = '',
  ...rest
}: ButtonProps): React.JSX.Element {
  return (
    <button type="button" className={`button ${className}`} data-kind={kind} {...rest}>
      {icon}
      {children}
    </button>
  );
}

interface IconButtonProps extends ComponentProps<'button'> {
  /** Its name, for assistive technology and as a tooltip. */
  readonly label: string;
  readonly icon: ReactNode;
}

/** A button with an icon alone. */
export function IconButton({ label, icon, className = '', ...rest }: IconButtonProps): React.JSX.Element {
  return (
    <button
      type="button"
      className={`button ${className}`}
      data-kind="icon"
      aria-label={label}
      title={label}
      {...rest}
    >
      {icon}
    </button>
  );
}
