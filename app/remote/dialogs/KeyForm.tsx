import { type SyntheticEvent, useState } from 'react';
import type { BackendFacts } from '../../../core/remote/index.ts';
import { failureFrom } from '../../../core/result/index.ts';
import { words } from '../../../core/words/index.ts';
import { useServices } from '../../services.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField } from '../../ui/fields.tsx';
import { LineField } from '../../ui/line-fields.tsx';
import { say } from '../../words/say.ts';
import type { KeyKeeping } from '../keys/key-vault.ts';
import type { KeyFacts } from './set-up-facts.ts';
import { failureWords } from '../words.ts';

const KEEPINGS = [
  { value: 'tab', label: words`For this tab`, hint: words`It is gone when the tab is closed.` },
  {
    value: 'device',
    label: words`On this device`,
    hint: words`Encrypted; the key to it never leaves this browser. Whoever uses the browser can use it.`,
  },
  {
    value: 'passphrase',
    label: words`With a passphrase`,
    hint: words`Encrypted on this device. You are asked for the passphrase when the page is opened.`,
  },
] as const;

interface KeyFormProps {
  readonly backend: BackendFacts;
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
      <LineField secret label={say(facts.label)} hint={say(facts.hint)} value={key} onChange={setKey} />
      <SelectField label={say`Keep it`} options={KEEPINGS} value={kind} onChange={setKind} />
      <p className="hint">{hint && say(hint)}</p>
      {kind === 'passphrase' && (
        <LineField
          secret
          label={say`Passphrase`}
          hint={say`It cannot be found again: without it the key has to be given anew.`}
          value={passphrase}
          onChange={setPassphrase}
        />
      )}
      <Button
        className="small"
        type="submit"
        disabled={!ready}
        aria-label={say`Keep the key of ${backend.label}`}
      >
        {say`Keep the key`}
      </Button>
    </form>
  );
}
