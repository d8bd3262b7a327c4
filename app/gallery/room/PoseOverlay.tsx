import { useMemo } from 'react';
import type { RgbaImage } from '../../../core/image/index.ts';
import { type CanvasSize, renderControlImage } from '../../../core/pose/index.ts';
import { PixelCanvas } from '../../ui/PixelCanvas.tsx';
import { say } from '../../words/say.ts';
import type { PictureDetails } from '../record.ts';
import { countedPose } from '../counted-pose.ts';

interface PoseOverlayProps {
  /** Of the picture, in px. */
  readonly size: CanvasSize;
  readonly details: PictureDetails;
}

/** The drawing that the ControlNet was shown, over the picture. */
export function PoseOverlay({ size, details }: PoseOverlayProps): React.JSX.Element | null {
  const { width, height } = size;
  const image = useMemo(() => {
    const pose = countedPose(details);
    return pose && withoutGround(renderControlImage(pose, width, height));
  }, [details, width, height]);
  return image ? <PixelCanvas image={image} className="pose-overlay" label={say`Skeleton`} /> : null;
}

/** Lets through what lies under the black ground. */
function withoutGround({ width, height, data }: RgbaImage): RgbaImage {
  const clear = new Uint8ClampedArray(data);
  for (let i = 0; i < clear.length; i += 4) {
    if (clear[i] === 0 && clear[i + 1] === 0 && clear[i + 2] === 0) clear[i + 3] = 0;
  }
  return { width, height, data: clear };
}
