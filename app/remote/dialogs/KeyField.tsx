import { useState } from 'react';
import { useStore } from 'zustand';
import type { BackendFacts } from '../../../core/remote/index.ts';
import { failureFrom } from '../../../core/result/index.ts';
import { useServices } from '../../services.ts';
import { Button } from '../../ui/Button.tsx';
import { say } from '../../words/say.ts';
import { KeyForm } from './KeyForm.tsx';
import type { KeyFacts } from './set-up-facts.ts';
import { failureWords, keyWords, serviceName } from '../words.ts';

interface KeyFieldProps {
  readonly backend: BackendFacts;
  readonly facts: KeyFacts;
}

/** The key of a back end: how it is kept, or the form that takes one. It is never shown. */
export function KeyField({ backend, facts }: KeyFieldProps): React.JSX.Element {
  const { stores, actions } = useServices();
  const { id } = backend;
  const state = useStore(stores.remote, ({ keys }) => keys[id] ?? 'none');
  const [problem, setProblem] = useState('');
  async function forget(): Promise<void> {
    setProblem('');
    try {
      await actions.remote.forgetKeys(id);
    } catch (error) {
      setProblem(failureWords(failureFrom(error)));
    }
  }
  return (
    <div className="key">
      {state === 'none' ? (
        <KeyForm backend={backend} facts={facts} onProblem={setProblem} />
      ) : (
        <div className="key-kept">
          <p>
            <span className="field-label">{say(facts.label)}</span>{' '}
            <span role="status">{keyWords(state)}</span>
          </p>
          <Button
            className="small"
            aria-label={say`Forget the key of ${serviceName(backend)}`}
            onClick={() => void forget()}
          >
            {say`Forget`}
          </Button>
        </div>
      )}
      <p className="field-error" role="alert">
        {problem}
      </p>
    </div>
  );
}
