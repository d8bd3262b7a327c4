import { useMemo } from 'react';
import { type CanvasSize, renderControlImage } from '../../../core/pose/index.ts';
import { PixelCanvas } from '../../ui/PixelCanvas.tsx';
import type { PictureDetails } from '../record.ts';
import { countedPose } from '../counted-pose.ts';

interface PoseOverlayProps {
  /** Of the picture, in px. */
  readonly size: CanvasSize;
  readonly details: PictureDetails;
}

/** The drawing that the ControlNet was shown, over the picture: its black lets the picture through. */
export function PoseOverlay({ size, details }: PoseOverlayProps): React.JSX.Element | null {
  const { width, height } = size;
  const image = useMemo(() => {
    const pose = countedPose(details);
    return pose && renderControlImage(pose, width, height);
  }, [details, width, height]);
  return image ? <PixelCanvas image={image} className="pose-overlay" label="Skeleton" /> : null;
}
