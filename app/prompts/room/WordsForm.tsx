import { type SubmitEvent, useId, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/fields.tsx';

/** What the form asks for. */
export interface WordsFormValues {
  readonly name: string;
  readonly prompt: string;
  readonly negativePrompt: string;
}

interface WordsFormProps {
  /** Names the form. */
  readonly label: string;
  readonly initial: WordsFormValues;
  /** Labels of the fields; a field without one is not asked for. */
  readonly fields: { readonly prompt?: string; readonly negativePrompt?: string };
  /** Says what is wrong with the values; empty where nothing is. */
  readonly check: (values: WordsFormValues) => string;
  readonly onSave: (values: WordsFormValues) => void;
  readonly onCancel: () => void;
}

const LONGEST = 20_000;

/** Asks for a name and words. */
export function WordsForm(props: WordsFormProps): React.JSX.Element {
  const { label, initial, fields, check, onSave, onCancel } = props;
  const id = useId();
  const [values, setValues] = useState(initial);
  const [problem, setProblem] = useState('');
  const set = (change: Partial<WordsFormValues>): void => setValues({ ...values, ...change });
  function save(event?: SubmitEvent): void {
    event?.preventDefault();
    const trimmed = { ...values, name: values.name.trim() };
    const found = trimmed.name === '' ? 'Give it a name.' : check(trimmed);
    setProblem(found);
    if (found === '') onSave(trimmed);
  }
  return (
    <form className="words-form" aria-label={label} onSubmit={save}>
      <h3>{label}</h3>
      <div className="field">
        <label htmlFor={id}>Name</label>
        <input
          id={id}
          type="text"
          maxLength={80}
          autoFocus
          value={values.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
      </div>
      {(['prompt', 'negativePrompt'] as const).map((field) => {
        const name = fields[field];
        return (
          name !== undefined && (
            <TextField
              key={field}
              label={name}
              rows={field === 'prompt' ? 3 : 2}
              maxLength={LONGEST}
              value={values[field]}
              onChange={(text) => set({ [field]: text })}
              onSubmit={save}
            />
          )
        );
      })}
      <p className="field-error" role="alert">
        {problem}
      </p>
      <div className="words-bar">
        <Button type="submit" kind="primary" className="small">
          Save
        </Button>
        <Button className="small" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
