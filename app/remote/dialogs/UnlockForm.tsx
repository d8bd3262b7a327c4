import { LockOpen } from 'lucide-react';
import { type SyntheticEvent, useId, useState } from 'react';
import { useStore } from 'zustand';
import { failureFrom } from '../../../core/result/index.ts';
import { useServices } from '../../services.ts';
import { Button } from '../../ui/Button.tsx';
import { messageSaid } from '../../words/failed.ts';
import { say } from '../../words/say.ts';

/** Asks for the passphrase of the keys that are locked; nothing where none is. */
export function UnlockForm(): React.JSX.Element | null {
  const { stores, actions } = useServices();
  const locked = useStore(stores.remote, ({ keys }) => Object.values(keys).includes('locked'));
  const [passphrase, setPassphrase] = useState('');
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const id = useId();
  if (!locked) return null;

  async function unlock(event: SyntheticEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    try {
      const opened = await actions.remote.unlock(passphrase);
      setProblem(opened ? '' : say`The keys were kept under another passphrase. They stay locked.`);
      if (opened) setPassphrase('');
    } catch (error) {
      setProblem(messageSaid(failureFrom(error)));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className="question" onSubmit={(event) => void unlock(event)}>
      <div className="field">
        <label htmlFor={id}>{say`Passphrase of your keys`}</label>
        <div className="field-row">
          <input
            id={id}
            type="password"
            autoComplete="off"
            value={passphrase}
            aria-invalid={problem !== ''}
            aria-describedby={`${id}-hint`}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
          />
          <Button type="submit" icon={<LockOpen size={16} />} disabled={busy || passphrase === ''}>
            {say`Unlock`}
          </Button>
        </div>
        <p id={`${id}-hint`} className={problem === '' ? 'hint' : 'field-error'} role="status">
          {problem === '' ? say`Your keys are on this device, and locked.` : problem}
        </p>
      </div>
    </form>
  );
}
