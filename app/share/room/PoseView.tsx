import { useMemo } from 'react';
import { drawPose, fitPose, type Pose } from '../../../core/pose/index.ts';
import { PixelCanvas } from '../../ui/PixelCanvas.tsx';

/** Longer side of the drawing in px: whatever size a canvas has, no more is drawn of it. */
const SIDE = 320;

/** A pose in small. */
export function PoseView({
  pose,
  label,
}: {
  readonly pose: Pose;
  readonly label: string;
}): React.JSX.Element {
  const image = useMemo(() => {
    const scale = SIDE / Math.max(pose.width, pose.height);
    const side = (px: number): number => Math.max(1, Math.round(px * scale));
    return drawPose(fitPose(pose, { width: side(pose.width), height: side(pose.height) }));
  }, [pose]);
  return (
    <div className="share-pose">
      <PixelCanvas image={image} label={label} />
    </div>
  );
}
