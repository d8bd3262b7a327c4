import { useDeferredValue, useMemo } from 'react';
import { drawPose, fitPose } from '../../../core/pose/index.ts';
import { PixelCanvas } from '../../ui/PixelCanvas.tsx';
import { say } from '../../words/say.ts';
import { useScene, useSceneState } from './scene/context.ts';
import { peopleTaken } from './scene/take-over.ts';

/** Short side of the preview in px, at which the drawing's lines have their thinnest. */
const SIDE = 512;

/** The skeleton that the editor will get. */
export function Preview(): React.JSX.Element {
  const { pose } = useScene();
  const people = useDeferredValue(useSceneState((state) => state.people));
  const camera = useDeferredValue(useSceneState((state) => state.camera));
  const options = useSceneState((state) => state.options);
  const image = useMemo(() => {
    const scale = SIDE / Math.min(pose.width, pose.height);
    const size = { width: Math.round(pose.width * scale), height: Math.round(pose.height * scale) };
    return drawPose(fitPose({ ...pose, people: peopleTaken(pose, { people, camera, options }) }, size));
  }, [people, camera, options, pose]);
  return (
    <figure className="three-preview">
      <PixelCanvas image={image} label={say`The skeleton as the editor gets it`} />
    </figure>
  );
}
