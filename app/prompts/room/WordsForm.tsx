import { type SubmitEvent, useState } from 'react';
import { TextField } from '../../ui/fields.tsx';
import { say } from '../../words/say.ts';
import { NamedForm } from './NamedForm.tsx';

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
  const [values, setValues] = useState(initial);
  const [problem, setProblem] = useState('');
  const set = (change: Partial<WordsFormValues>): void => setValues({ ...values, ...change });
  function save(event?: SubmitEvent): void {
    event?.preventDefault();
    const trimmed = { ...values, name: values.name.trim() };
    const found = trimmed.name === '' ? say`Give it a name.` : check(trimmed);
    setProblem(found);
    if (found === '') onSave(trimmed);
  }
  return (
    <NamedForm
      {...{ label, problem, onCancel }}
      name={values.name}
      onName={(name) => set({ name })}
      onSubmit={save}
    >
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
    </NamedForm>
  );
}
