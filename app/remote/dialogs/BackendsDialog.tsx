import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useStore } from 'zustand';
import { useServices } from '../../services.ts';
import { IconButton } from '../../ui/Button.tsx';
import { lazyPart } from '../../ui/lazy-part.tsx';
import '../remote.css';

/** What stands in the dialog. */
export const backendsPart = lazyPart(async () => (await import('./BackendList.tsx')).BackendList);

/** Other machines that can draw: when they are asked, and how they are reached. */
export function BackendsDialog(): React.JSX.Element {
  const { stores } = useServices();
  const open = useStore(stores.remote, ({ dialogOpen }) => dialogOpen);
  return (
    <Dialog.Root open={open} onOpenChange={(dialogOpen) => stores.remote.setState({ dialogOpen })}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="dialog long">
          <header className="dialog-head">
            <Dialog.Title render={<h2 />}>Back ends</Dialog.Title>
            <Dialog.Close render={<IconButton label="Close" icon={<X size={18} />} />} />
          </header>
          <Dialog.Description className="hint">
            Pictures are drawn on this device. Where that is too slow or cannot be, another machine can draw
            them: your own, or one that you pay for. Nothing is sent anywhere until you switch it on here.
          </Dialog.Description>
          <backendsPart.Part />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
