import { useId, useState } from 'react';
import { useStore } from 'zustand';
import { baseAddress, type RemoteBackend } from '../../core/remote/index.ts';
import { failureFrom } from '../../core/result/index.ts';
import { useServices } from '../services.ts';

interface AddressFieldProps {
  readonly backend: RemoteBackend;
  /** Where it is unless an address is given. */
  readonly usual: string;
}

/** Where a back end is. What is no address stays in the field, and the one before it counts. */
export function AddressField({ backend, usual }: AddressFieldProps): React.JSX.Element {
  const { stores, actions } = useServices();
  const address = useStore(stores.remote, ({ setups }) => setups[backend.id]?.address ?? '');
  const [draft, setDraft] = useState<string>();
  const [problem, setProblem] = useState('');
  const id = useId();
  function take(): void {
    if (draft === undefined) return;
    try {
      actions.remote.setUp(backend.id, { address: draft.trim() === '' ? '' : baseAddress(draft) });
      setDraft(undefined);
      setProblem('');
    } catch (error) {
      const { message, next = '' } = failureFrom(error);
      setProblem(`${message} ${next}`);
    }
  }
  const own = backend.kind === 'own';
  return (
    <div className="field">
      <label htmlFor={id}>Address</label>
      <input
        id={id}
        type="text"
        inputMode="url"
        spellCheck={false}
        autoComplete="off"
        placeholder={own ? usual : 'The usual one of the service'}
        value={draft ?? address}
        aria-invalid={problem !== ''}
        aria-describedby={`${id}-hint`}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
        }}
      />
      <p id={`${id}-hint`} className={problem === '' ? 'hint' : 'field-error'} role="status">
        {problem !== '' ? problem : own ? OWN_HINT : PROXY_HINT}
      </p>
    </div>
  );
}

const OWN_HINT = 'On this machine, or behind https elsewhere: browsers let pages ask nothing else.';
const PROXY_HINT = 'For a proxy of your own. Your key goes there instead.';
