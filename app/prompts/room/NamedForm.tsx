import { type ReactNode, type SubmitEvent, useId } from 'react';
import { Button } from '../../ui/Button.tsx';
import { say } from '../../words/say.ts';

interface NamedFormProps {
  /** Names the form. */
  readonly label: string;
  readonly name: string;
  /** Is the name made of words that can be spelt wrongly? */
  readonly spellCheck?: boolean;
  readonly onName: (name: string) => void;
  /** What is wrong; empty where nothing is. */
  readonly problem: string;
  readonly onSubmit: (event: SubmitEvent) => void;
  readonly onCancel: () => void;
  /** The fields below the name. */
  readonly children: ReactNode;
}

/** A form for something that has a name, to be saved or given up. */
export function NamedForm({
  label,
  name,
  spellCheck,
  onName,
  problem,
  onSubmit,
  onCancel,
  children,
}: NamedFormProps): React.JSX.Element {
  const id = useId();
  return (
    <form className="words-form" aria-label={label} onSubmit={onSubmit}>
      <h3>{label}</h3>
      <div className="field">
        <label htmlFor={id}>{say`Name`}</label>
        <input
          id={id}
          type="text"
          maxLength={80}
          autoFocus
          spellCheck={spellCheck}
          value={name}
          onChange={(event) => onName(event.currentTarget.value)}
        />
      </div>
      {children}
      <p className="field-error" role="alert">
        {problem}
      </p>
      <div className="words-bar">
        <Button type="submit" kind="primary" className="small">
          {say`Save`}
        </Button>
        <Button className="small" onClick={onCancel}>
          {say`Cancel`}
        </Button>
      </div>
    </form>
  );
}
