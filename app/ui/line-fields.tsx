import { useId, useState } from 'react';

interface LineFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly placeholder?: string;
  /** Is it hidden while it is typed? */
  readonly secret?: boolean;
  readonly onChange: (value: string) => void;
}

/** Text of one line, with a word on how to write it. */
export function LineField({
  label,
  hint,
  value,
  placeholder,
  secret = false,
  onChange,
}: LineFieldProps): React.JSX.Element {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={secret ? 'password' : 'text'}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={value}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <p id={`${id}-hint`} className="hint">
        {hint}
      </p>
    </div>
  );
}

interface AddressFieldProps {
  readonly label: string;
  readonly hint: string;
  /** The address that counts. */
  readonly value: string;
  readonly placeholder?: string;
  /** Takes what was typed, or says why it cannot. */
  readonly take: (draft: string) => string;
}

/** An address, taken when the person has done typing. What is none stays in the field, and the one before it counts. */
export function AddressField({
  label,
  hint,
  value,
  placeholder,
  take,
}: AddressFieldProps): React.JSX.Element {
  const [draft, setDraft] = useState<string>();
  const [problem, setProblem] = useState('');
  const id = useId();
  function finish(): void {
    if (draft === undefined) return;
    const found = take(draft);
    setProblem(found);
    if (found === '') setDraft(undefined);
  }
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        inputMode="url"
        spellCheck={false}
        autoComplete="off"
        placeholder={placeholder}
        value={draft ?? value}
        aria-invalid={problem !== ''}
        aria-describedby={`${id}-hint`}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={finish}
        onKeyDown={(event) => {
          if (event.key === 'Enter') finish();
        }}
      />
      <p id={`${id}-hint`} className={problem === '' ? 'hint' : 'field-error'} role="status">
        {problem === '' ? hint : problem}
      </p>
    </div>
  );
}
