import { ImageOff } from 'lucide-react';
import type { SeededRequest } from '../../../core/request/index.ts';
import { PoseThumbnail } from '../../poses/PoseThumbnail.tsx';
import { countedPose, poseKey } from './pose-key.ts';

/** The pose of a request in small. */
export function SmallPose({ request }: { readonly request: SeededRequest }): React.JSX.Element {
  const pose = countedPose(request);
  return (
    <div className="queue-pose" aria-hidden>
      {pose ? (
        <PoseThumbnail cacheKey={poseKey(request)} pose={() => pose} mirrored={false} />
      ) : (
        <ImageOff size={18} />
      )}
    </div>
  );
}
