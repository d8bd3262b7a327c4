import { Check, EyeOff, ImageOff, Star } from 'lucide-react';
import { memo } from 'react';
import type { GalleryItem } from '../record.ts';
import type { ThumbnailCache } from '../thumbnail-cache.ts';
import { useThumbnail } from './use-thumbnails.ts';

import { momentWords } from '../../words/numbers.ts';
import { say } from '../../words/say.ts';

interface PictureCardProps {
  readonly item: GalleryItem;
  /** In CSS px. */
  readonly side: number;
  /** From 1. */
  readonly column: number;
  /** Among all pictures that are shown. */
  readonly index: number;
  readonly thumbnails: ThumbnailCache;
  readonly selected: boolean;
  /** Is any picture selected? */
  readonly selecting: boolean;
  /** Does the tab key stop here? */
  readonly stop: boolean;
  readonly deeds: CardDeeds;
}

/** What is done with cards. */
export interface CardDeeds {
  focus(id: string): void;
  /** @param range - all from the card that was pressed before */
  toggle(id: string, range: boolean): void;
  activate(id: string): void;
}

/** One picture of the grid. It is drawn again where something of it changes, and not whenever the grid is scrolled. */
export const PictureCard = memo(function PictureCard(props: PictureCardProps): React.JSX.Element {
  const { item, side, column, index, thumbnails, selected, selecting, stop, deeds } = props;
  const url = useThumbnail(thumbnails, item.id);
  return (
    <div
      role="gridcell"
      className="gallery-card"
      aria-colindex={column}
      aria-selected={selected}
      aria-label={labelOf(item)}
      data-index={index}
      data-selecting={selecting}
      tabIndex={stop ? 0 : -1}
      style={{ height: side }}
      onFocus={() => deeds.focus(item.id)}
      onClick={(event) => {
        if (event.shiftKey || event.ctrlKey || event.metaKey) deeds.toggle(item.id, event.shiftKey);
        else deeds.activate(item.id);
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
          deeds.toggle(item.id, event.shiftKey);
        }}
      >
        <Check size={14} strokeWidth={3} />
      </span>
    </div>
  );
});

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
