import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../../services.ts';
import { Button } from '../../ui/Button.tsx';

/** Forgets all keys at once, wherever they are. */
export function KeysFooter(): React.JSX.Element {
  const { stores, actions } = useServices();
  const some = useStore(stores.remote, ({ keys }) => Object.values(keys).some((state) => state !== 'none'));
  const [forgotten, setForgotten] = useState(false);
  async function forget(): Promise<void> {
    await actions.remote.forgetKeys();
    setForgotten(true);
  }
  return (
    <section className="backends-section" aria-labelledby="backends-keys">
      <h3 id="backends-keys">Keys</h3>
      <p className="hint" role="status">
        {forgotten && !some
          ? 'All keys are forgotten.'
          : 'A key goes to its own service and nowhere else: into no address, no file and no report.'}
      </p>
      <Button
        className="small backends-forget"
        icon={<KeyRound size={16} />}
        disabled={!some}
        onClick={() => void forget()}
      >
        Forget all keys
      </Button>
    </section>
  );
}
