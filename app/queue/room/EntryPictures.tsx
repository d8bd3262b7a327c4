import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { thumbnailsOf, useThumbnail } from '../../gallery/room/use-thumbnails.ts';
import type { ThumbnailCache } from '../../gallery/thumbnail-cache.ts';
import { useServices } from '../../services.ts';
import type { QueueEntry } from '../../state/queue.ts';
import { say } from '../../words/say.ts';

/** The pictures that came of an entry, as far as the gallery still has them; each leads there. */
export function EntryPictures({ entry }: { readonly entry: QueueEntry }): React.JSX.Element | null {
  const { actions } = useServices();
  const [thumbnails, setThumbnails] = useState<ThumbnailCache>();
  const { pictures } = entry;
  const isAny = pictures.length > 0;
  useEffect(() => {
    if (!isAny) return;
    actions.gallery.desk().then(
      (desk) => setThumbnails(thumbnailsOf(desk)),
      // The gallery itself tells what keeps it from opening.
      () => undefined,
    );
  }, [actions, isAny]);
  if (!isAny || !thumbnails) return null;
  return (
    <div className="queue-pictures">
      {pictures.map((id) => (
        <EntryPicture key={id} {...{ id, thumbnails }} prompt={entry.request.prompt} />
      ))}
    </div>
  );
}

interface EntryPictureProps {
  readonly id: string;
  readonly thumbnails: ThumbnailCache;
  readonly prompt: string;
}

function EntryPicture({ id, thumbnails, prompt }: EntryPictureProps): React.JSX.Element | null {
  const { stores, actions } = useServices();
  const url = useThumbnail(thumbnails, id);
  const isDeleted = useStore(stores.gallery, ({ reading, items }) => reading === 'done' && !items.has(id));
  if (url === '' || isDeleted) return null;
  return (
    <button
      type="button"
      className="queue-picture"
      aria-label={say`Show in the gallery: ${prompt}`}
      onClick={() => {
        stores.queue.setState({ dialogOpen: false });
        actions.gallery.open(id);
      }}
    >
      <img src={url} alt="" />
    </button>
  );
}
