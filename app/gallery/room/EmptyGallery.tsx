import { Images } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { say } from '../../words/say.ts';

interface EmptyGalleryProps {
  /** Is the shelf still being read? */
  readonly reading: boolean;
  /** Are there pictures that are not looked for? */
  readonly filtered: boolean;
  readonly onShowAll: () => void;
}

/** What stands there when no picture is shown. */
export function EmptyGallery({ reading, filtered, onShowAll }: EmptyGalleryProps): React.JSX.Element {
  if (filtered) {
    return (
      <div className="gallery-none">
        <p>{say`No picture fits.`}</p>
        <Button onClick={onShowAll}>{say`Show all`}</Button>
      </div>
    );
  }
  if (reading) {
    return (
      <div className="gallery-none" role="status">
        <p>{say`Reading the gallery …`}</p>
      </div>
    );
  }
  return (
    <div className="gallery-none">
      <Images size={32} strokeWidth={1.5} />
      <p>{say`Every picture that you make is kept here, on this device.`}</p>
      <p className="hint">{say`Import brings in PNG files from before, and ZIP files of this gallery, with their settings.`}</p>
    </div>
  );
}
