import { Dialog } from '@base-ui/react/dialog';
import { Box, X } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { activeModel } from '../state/models.ts';
import { IconButton } from '../ui/Button.tsx';
import { lazyPart } from '../ui/lazy-part.tsx';
import './models.css';

/** The lists of the dialog. */
export const modelsPart = lazyPart(async () => (await import('./ModelLists.tsx')).ModelLists);

/** The model that draws, and all that can be drawn with. */
export function ModelsDialog(): React.JSX.Element {
  const { stores, actions } = useServices();
  const open = useStore(stores.models, ({ dialogOpen }) => dialogOpen);
  const { label } = useStore(stores.models, activeModel);
  const { library } = actions;
  useEffect(() => {
    // Other tabs fetch and remove, too.
    if (open) void library.refresh();
  }, [open, library]);
  return (
    <Dialog.Root open={open} onOpenChange={(dialogOpen) => stores.models.setState({ dialogOpen, note: '' })}>
      <Dialog.Trigger className="button model-button" aria-label={`Model: ${label}`}>
        <Box size={16} /> <span>{label}</span>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="dialog long models">
          <header className="dialog-head">
            <Dialog.Title render={<h2 />}>Models</Dialog.Title>
            <Dialog.Close render={<IconButton label="Close" icon={<X size={18} />} />} />
          </header>
          <Dialog.Description className="hint">
            A model is downloaded once and kept on this device. From then on it works without a network.
          </Dialog.Description>
          <modelsPart.Part />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
