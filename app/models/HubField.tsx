import { useId, useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { hubOf } from '../state/models.ts';

/** Another address in the place of the hub's. */
export function HubField(): React.JSX.Element {
  const { stores, actions } = useServices();
  const hub = useStore(stores.models, hubOf);
  const [draft, setDraft] = useState<string>();
  const [problem, setProblem] = useState('');
  const id = useId();
  function take(): void {
    if (draft === undefined) return;
    const found = actions.library.setHub(draft);
    setProblem(found);
    if (found === '') setDraft(undefined);
  }
  return (
    <details className="fine">
      <summary>Advanced</summary>
      <div className="fine-fields">
        <div className="field">
          <label htmlFor={id}>Address of the hub</label>
          <input
            id={id}
            type="text"
            inputMode="url"
            spellCheck={false}
            value={draft ?? hub}
            aria-invalid={problem !== ''}
            aria-describedby={`${id}-hint`}
            onChange={(event) => setDraft(event.currentTarget.value)}
            onBlur={take}
            onKeyDown={(event) => {
              if (event.key === 'Enter') take();
            }}
          />
          <p id={`${id}-hint`} className={problem === '' ? 'hint' : 'field-error'} role="status">
            {problem === ''
              ? 'Models are downloaded from here. A mirror has the same paths. Empty it to go back to the usual one.'
              : problem}
          </p>
        </div>
      </div>
    </details>
  );
}
