import { Images } from 'lucide-react';
import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { Button } from '../ui/Button.tsx';
import { lazyPart } from '../ui/lazy-part.tsx';
import { opensDialog, PageDialog } from '../ui/PageDialog.tsx';
import { say } from '../words/say.ts';
import { stepBack } from './store.ts';

/** Everything inside of the dialog. */
export const galleryPart = lazyPart(async () => (await import('./room/GalleryRoom.tsx')).GalleryRoom);

/** The pictures that were made. */
export function GalleryDialog(): React.JSX.Element {
  const { stores } = useServices();
  const open = useStore(stores.gallery, ({ dialogOpen }) => dialogOpen);
  const show = (dialogOpen: boolean): void => stores.gallery.setState({ dialogOpen, note: '', problems: [] });
  return (
    <>
      <Button
        className="gallery-button"
        icon={<Images size={16} />}
        {...opensDialog(open, () => {
          stores.gallery.setState({ opened: undefined, compared: undefined });
          show(true);
        })}
      >
        <span>{say`Gallery`}</span>
      </Button>
      <PageDialog
        open={open}
        title={say`Gallery`}
        className="gallery"
        onClose={(byEscape) => {
          // Escape leaves comparison and picture first, and then the gallery.
          if (!byEscape || !stepBack(stores.gallery)) show(false);
        }}
      >
        <galleryPart.Part />
      </PageDialog>
    </>
  );
}
