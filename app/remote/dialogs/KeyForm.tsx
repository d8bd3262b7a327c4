import { type SyntheticEvent, useState } from 'react';
import type { RemoteBackend } from '../../../core/remote/index.ts';
import { failureFrom } from '../../../core/result/index.ts';
import { useServices } from '../../services.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField } from '../../ui/fields.tsx';
import { LineField } from '../../ui/line-fields.tsx';
import type { KeyKeeping } from '../keys/key-vault.ts';
import type { KeyFacts } from './set-up-facts.ts';
import { failureWords } from '../words.ts';

const KEEPINGS = [
  { value: 'tab', label: 'For this tab', hint: 'It is gone when the tab is closed.' },
  {
    value: 'device',
    label: 'On this device',
    hint: 'Encrypted; the key to it never leaves this browser. Whoever uses the browser can use it.',
  },
  {
    value: 'passphrase',
    label: 'With a passphrase',
    hint: 'Encrypted on this device. You are asked for the passphrase when the page is opened.',
  },
] as const;

interface KeyFormProps {
  readonly backend: RemoteBackend;
  readonly facts: KeyFacts;
  /** Told what went wrong, which may be after the key was taken. */
  readonly onProblem: (problem: string) => void;
}

/** Takes a key. It leaves the form only once it is kept. */
export function KeyForm({ backend, facts, onProblem }: KeyFormProps): React.JSX.Element {
  const { actions } = useServices();
  const [key, setKey] = useState('');
  const [kind, setKind] = useState<KeyKeeping['kind']>('tab');
  const [passphrase, setPassphrase] = useState('');
  const ready = key.trim() !== '' && (kind !== 'passphrase' || passphrase !== '');
  const hint = KEEPINGS.find(({ value }) => value === kind)?.hint;

  async function keep(event: SyntheticEvent): Promise<void> {
    event.preventDefault();
    const keeping: KeyKeeping = kind === 'passphrase' ? { kind, passphrase } : { kind };
    try {
      onProblem('');
      await actions.remote.setKey(backend.id, key.trim(), keeping);
    } catch (error) {
      onProblem(failureWords(failureFrom(error)));
    }
  }

  return (
    <form className="backend-fields" onSubmit={(event) => void keep(event)}>
      <LineField secret label={facts.label} hint={facts.hint} value={key} onChange={setKey} />
      <SelectField label="Keep it" options={KEEPINGS} value={kind} onChange={setKind} />
      <p className="hint">{hint}</p>
      {kind === 'passphrase' && (
        <LineField
          secret
          label="Passphrase"
          hint="It cannot be found again: without it the key has to be given anew."
          value={passphrase}
          onChange={setPassphrase}
        />
      )}
      <Button
        className="small"
        type="submit"
        disabled={!ready}
        aria-label={`Keep the key of ${backend.label}`}
      >
        Keep the key
      </Button>
    </form>
  );
}
