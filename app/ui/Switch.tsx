import type { ReactNode } from 'react';

interface SwitchProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
  /** Its full name, where the words beside it say less. */
  readonly label?: string;
}

/** Something that is on or off at once, without a button to confirm it. */
export function Switch({ checked, onChange, children, label }: SwitchProps): React.JSX.Element {
  return (
    <label className="check switch">
      <input
        type="checkbox"
        role="switch"
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
        {...(label !== undefined && { 'aria-label': label })}
      />
      {children}
    </label>
  );
}
