import { FileUp } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { FileInput } from '../../ui/FileInput.tsx';
import { said, say } from '../../words/say.ts';
import { readTableFile } from './read-table.ts';

interface TableFieldsProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
}

const EXAMPLE = `prompt,seed,pose
"a woman in a red coat, snow",1,Standing
"a man in a {blue|green} coat",2,current`;

/** A table as text, typed, pasted or opened from a file. */
export function TableFields({ text, onChange }: TableFieldsProps): React.JSX.Element {
  const id = useId();
  const file = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState('');
  async function open(chosen: File): Promise<void> {
    const read = await readTableFile(chosen);
    if (read.problem === undefined) onChange(read.text);
    setProblem(read.problem ?? '');
  }
  return (
    <>
      <div className="field">
        <div className="field-head">
          <label htmlFor={id}>{say`Table`}</label>
          <span className="batch-files">
            {text === '' && (
              <Button className="small" onClick={() => onChange(EXAMPLE)}>
                {say`Fill in an example`}
              </Button>
            )}
            <Button className="small" icon={<FileUp size={16} />} onClick={() => file.current?.click()}>
              {say`Open a CSV file`}
            </Button>
          </span>
        </div>
        <textarea
          id={id}
          className="batch-table"
          rows={8}
          spellCheck={false}
          placeholder={EXAMPLE}
          value={text}
          aria-describedby={`${id}-hint`}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
        <FileInput
          ref={file}
          label={say`CSV file`}
          accept=".csv,.tsv,text/csv,text/plain"
          onFiles={([chosen]) => void open(chosen)}
        />
        {problem !== '' && (
          <p className="field-error" role="alert">
            {problem}
          </p>
        )}
      </div>
      <p id={`${id}-hint`} className="hint">
        {said`The first row names the columns: ${(<code>prompt</code>)}, ${(<code>negative_prompt</code>)}, ${(<code>seed</code>)}, ${(<code>steps</code>)}, ${(<code>guidance</code>)}, ${(<code>width</code>)}, ${(<code>height</code>)}, ${(<code>sampler</code>)}, ${(<code>scheduler</code>)}, ${(<code>control_strength</code>)}, ${(<code>samples</code>)}, and ${(<code>pose</code>)}, which is a name of the pose library, ${(<code>current</code>)} or ${(<code>none</code>)}. What is left empty is as in the form.`}
      </p>
    </>
  );
}
