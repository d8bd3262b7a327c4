import { Check, EyeOff, ImageOff, Star } from 'lucide-react';
import type { GalleryItem } from '../record.ts';
import type { ThumbnailCache } from '../thumbnail-cache.ts';
import { useThumbnail } from './use-thumbnails.ts';

import { momentWords } from '../../words/numbers.ts';
import { say } from '../../words/say.ts';

interface PictureCardProps {
  readonly item: GalleryItem;
  /** In CSS px. */
  readonly side: number;
  readonly place: { readonly column: number; readonly index: number };
  readonly thumbnails: ThumbnailCache;
  readonly selected: boolean;
  /** Is any picture selected? */
  readonly selecting: boolean;
  /** Does the tab key stop here? */
  readonly stop: boolean;
  readonly onFocus: () => void;
  readonly onToggle: (range: boolean) => void;
  readonly onActivate: () => void;
}

/** One picture of the grid. */
export function PictureCard(props: PictureCardProps): React.JSX.Element {
  const { item, side, place, thumbnails, selected, selecting, stop } = props;
  const url = useThumbnail(thumbnails, item.id);
  return (
    <div
      role="gridcell"
      className="gallery-card"
      aria-colindex={place.column}
      aria-selected={selected}
      aria-label={labelOf(item)}
      data-index={place.index}
      data-selecting={selecting}
      tabIndex={stop ? 0 : -1}
      style={{ height: side }}
      onFocus={props.onFocus}
      onClick={(event) => {
        if (event.shiftKey || event.ctrlKey || event.metaKey) props.onToggle(event.shiftKey);
        else props.onActivate();
      }}
    >
      {item.kind === 'broken' ? (
        <span className="gallery-broken">
          <ImageOff size={20} /> {say`Cannot be read`}
        </span>
      ) : (
        url !== '' && <img src={url} alt="" decoding="async" draggable={false} />
      )}
      {item.kind === 'picture' && item.record.safety === 'flagged' && (
        <EyeOff className="gallery-flagged" size={20} aria-hidden />
      )}
      {item.kind === 'picture' && item.record.favourite && (
        <Star className="gallery-star" size={16} fill="currentColor" aria-hidden />
      )}
      <span
        className="gallery-check"
        aria-hidden
        onClick={(event) => {
          event.stopPropagation();
          props.onToggle(event.shiftKey);
        }}
      >
        <Check size={14} strokeWidth={3} />
      </span>
    </div>
  );
}

function labelOf(item: GalleryItem): string {
  if (item.kind === 'broken') return say`Picture that cannot be read`;
  const { settings, madeAt, favourite, safety } = item.record;
  const prompt = settings.prompt?.trim() ?? '';
  return [
    ...(prompt === '' ? [say`Picture without a prompt`] : [prompt]),
    momentWords(madeAt),
    ...(favourite ? [say`favourite`] : []),
    ...(safety === 'flagged' ? [say`hidden by the safety checker`] : []),
  ].join(', ');
}
