import { ArrowLeft, ChevronLeft, ChevronRight, PersonStanding, Star } from 'lucide-react';
import { useServices } from '../../services.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { say } from '../../words/say.ts';
import type { GalleryItem } from '../record.ts';
import { useDesk } from './desk-context.ts';

interface PageHeadProps {
  readonly item: GalleryItem | undefined;
  /** Where the picture is among those that are shown; -1 where it is not. */
  readonly place: { readonly index: number; readonly count: number };
  readonly onStep: (by: 1 | -1) => void;
  /** Is the skeleton over the picture? */
  readonly skeleton: boolean;
  /** Absent where there is none. */
  readonly onSkeleton: (() => void) | undefined;
}

/** The way back, to the neighbours, and what is switched on a picture. */
export function PageHead({ item, place, onStep, skeleton, onSkeleton }: PageHeadProps): React.JSX.Element {
  const { stores } = useServices();
  const { index, count } = place;
  return (
    <div className="picture-head">
      <Button icon={<ArrowLeft size={16} />} onClick={() => stores.gallery.setState({ opened: undefined })}>
        <span className="narrow-hidden">{say`All pictures`}</span>
      </Button>
      <div className="picture-steps">
        <IconButton
          label={say`Newer picture`}
          icon={<ChevronLeft size={18} />}
          disabled={index <= 0}
          onClick={() => onStep(-1)}
        />
        {index >= 0 && (
          <span>
            {index + 1} / {count}
          </span>
        )}
        <IconButton
          label={say`Older picture`}
          icon={<ChevronRight size={18} />}
          disabled={index < 0 || index >= count - 1}
          onClick={() => onStep(1)}
        />
      </div>
      {onSkeleton && (
        <Button
          className="toggle"
          icon={<PersonStanding size={16} />}
          aria-pressed={skeleton}
          onClick={onSkeleton}
        >
          {say`Skeleton`}
        </Button>
      )}
      {item?.kind === 'picture' && <FavouriteButton item={item} />}
    </div>
  );
}

function FavouriteButton({
  item: { id, record },
}: {
  readonly item: Extract<GalleryItem, { kind: 'picture' }>;
}): React.JSX.Element {
  const desk = useDesk();
  return (
    <IconButton
      label={say`Favourite`}
      className="gallery-favourite"
      aria-pressed={record.favourite}
      icon={<Star size={18} fill={record.favourite ? 'currentColor' : 'none'} />}
      onClick={() => void desk.setFavourite([id], !record.favourite)}
    />
  );
}
