import { Dialog } from '@base-ui/react/dialog';
import { Grid3x3, X } from 'lucide-react';
import { IconButton } from '../ui/Button.tsx';
import { lazyPart } from '../ui/lazy-part.tsx';
import './comparison.css';

/** The table of pictures and what it is made of. */
export const comparisonPart = lazyPart(async () => (await import('./Comparison.tsx')).Comparison);

/** The same pose and seed over a grid of two parameters. */
export function ComparisonDialog(): React.JSX.Element {
  return (
    <Dialog.Root>
      <Dialog.Trigger className="button">
        <Grid3x3 size={18} /> Compare settings
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="dialog">
          <header className="dialog-head">
            <Dialog.Title render={<h2 />}>Compare settings</Dialog.Title>
            <Dialog.Close render={<IconButton label="Close" icon={<X size={18} />} />} />
          </header>
          <Dialog.Description className="hint">
            One picture for every pair of values, with the same pose and the same seed.
          </Dialog.Description>
          <comparisonPart.Part />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
