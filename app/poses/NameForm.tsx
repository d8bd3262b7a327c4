import { type ReactNode, type SubmitEvent, useId, useState } from 'react';
import type { PoseName } from '../actions/poses.ts';
import { Button } from '../ui/Button.tsx';
import { SelectField } from '../ui/fields.tsx';
import { say } from '../words/say.ts';
import { FILING } from './items.ts';

interface NameFormProps {
  /** Names the form. */
  readonly label: string;
  readonly initial: PoseName;
  readonly submit: string;
  readonly onSubmit: (name: PoseName) => void;
  readonly onCancel: () => void;
  /** More fields. */
  readonly children?: ReactNode;
}

/** Asks for the name and the kind of a pose. */
export function NameForm(props: NameFormProps): React.JSX.Element {
  const { label, initial, submit, onSubmit, onCancel, children } = props;
  const id = useId();
  const [name, setName] = useState(initial.name);
  const [category, setCategory] = useState(initial.category);
  const known = FILING.some(({ value }) => value === category);
  const options = known ? FILING : [...FILING, { value: category, label: category }];
  function send(event: SubmitEvent): void {
    event.preventDefault();
    if (name.trim() !== '') onSubmit({ name: name.trim(), category });
  }
  return (
    <form className="name-form" aria-label={label} onSubmit={send}>
      <div className="field">
        <label htmlFor={id}>{say`Name`}</label>
        <input
          id={id}
          type="text"
          required
          maxLength={80}
          autoFocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </div>
      <SelectField<string> label={say`Kind`} options={options} value={category} onChange={setCategory} />
      {children}
      <div className="name-form-buttons">
        <Button type="submit" kind="primary">
          {submit}
        </Button>
        <Button onClick={onCancel}>{say`Cancel`}</Button>
      </div>
    </form>
  );
}
