import { Sparkles, X } from 'lucide-react';
import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { isBusy } from '../state/job.ts';
import { Button } from '../ui/Button.tsx';

/** Generate, or Cancel while the engine is at work. */
export function GenerateButton(): React.JSX.Element {
  const { stores, actions } = useServices();
  const busy = useStore(stores.job, isBusy);
  const stopping = useStore(stores.job, ({ job }) => job.status === 'stopping');
  if (busy) {
    return (
      <Button className="generate" icon={<X size={18} />} onClick={() => actions.generate.cancel()}>
        {stopping ? 'Stop now' : 'Cancel'}
      </Button>
    );
  }
  return (
    <Button
      className="generate"
      kind="primary"
      icon={<Sparkles size={18} />}
      onClick={() => void actions.generate.generate()}
    >
      Generate
    </Button>
  );
}
