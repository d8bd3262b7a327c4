import { Dialog } from '@base-ui/react/dialog';
import { Images, X } from 'lucide-react';
import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { IconButton } from '../ui/Button.tsx';
import { lazyPart } from '../ui/lazy-part.tsx';

/** Everything inside of the dialog. */
export const galleryPart = lazyPart(async () => (await import('./room/GalleryRoom.tsx')).GalleryRoom);

/** The pictures that were made. */
export function GalleryDialog(): React.JSX.Element {
  const { stores } = useServices();
  const open = useStore(stores.gallery, ({ dialogOpen }) => dialogOpen);
  const onPicture = useStore(stores.gallery, ({ opened }) => opened !== undefined);
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(dialogOpen, { reason }) => {
        // Escape leaves the picture first, and then the gallery.
        if (!dialogOpen && reason === 'escape-key' && onPicture)
          stores.gallery.setState({ opened: undefined });
        else stores.gallery.setState({ dialogOpen, note: '', problems: [] });
      }}
    >
      <Dialog.Trigger
        className="button gallery-button"
        onClick={() => stores.gallery.setState({ opened: undefined })}
      >
        <Images size={16} /> <span>Gallery</span>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="dialog gallery">
          <header className="dialog-head">
            <Dialog.Title render={<h2 />}>Gallery</Dialog.Title>
            <Dialog.Close render={<IconButton label="Close" icon={<X size={18} />} />} />
          </header>
          <galleryPart.Part />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
