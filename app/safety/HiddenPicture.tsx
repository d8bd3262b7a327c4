import { useMemo } from 'react';
import type { CheckedImage, SafetyNote } from '../../core/contract/index.ts';
import { veil } from '../../core/image/index.ts';
import { useServices } from '../services.ts';
import { Button } from '../ui/Button.tsx';
import { PixelCanvas } from '../ui/PixelCanvas.tsx';
import { say } from '../words/say.ts';
import { CheckerDownload } from './CheckerDownload.tsx';
import { HiddenCard } from './HiddenCard.tsx';
import './safety.css';

interface HiddenPictureProps {
  readonly image: CheckedImage;
  readonly label?: string;
  readonly explained: boolean;
}

/** A blur in the place of a picture; where there is room, why, and the way to the picture where there is one. */
export function HiddenPicture({ image, label, explained }: HiddenPictureProps): React.JSX.Element {
  const { safety } = image;
  const withheld = safety !== undefined && safety.verdict !== 'clear' && safety.withheld;
  const blurred = useMemo(() => (withheld ? image : veil(image)), [image, withheld]);
  const name = label === undefined ? {} : { label: say`${label} (blurred)` };
  return (
    <>
      <PixelCanvas image={blurred} className="picture-pixels veiled" {...name} />
      {explained && safety && <Explanation image={image} safety={safety} />}
    </>
  );
}

function Explanation({
  image,
  safety,
}: {
  readonly image: CheckedImage;
  readonly safety: SafetyNote;
}): React.JSX.Element {
  const { stores } = useServices();
  const mayLook = safety.verdict === 'flagged' && !safety.withheld;
  return (
    <div className="hidden-picture">
      <HiddenCard safety={safety}>
        {mayLook && <Button onClick={() => stores.safety.reveal(image, true)}>{say`Show anyway`}</Button>}
        {safety.verdict === 'unchecked' && safety.why.code === 'file-missing' && <CheckerDownload />}
      </HiddenCard>
    </div>
  );
}
