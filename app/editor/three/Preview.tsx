import { useDeferredValue, useMemo } from 'react';
import { drawPose } from '../../../core/pose/index.ts';
import { projectFigures } from '../../../core/pose3d/index.ts';
import { PixelCanvas } from '../../ui/PixelCanvas.tsx';
import { useScene, useSceneState } from './scene/context.ts';

/** Short side of the preview in px, at which the drawing's lines have their thinnest. */
const SIDE = 512;

/** The skeleton that the editor will get. */
export function Preview(): React.JSX.Element {
  const { canvas } = useScene();
  const people = useDeferredValue(useSceneState((state) => state.people));
  const camera = useDeferredValue(useSceneState((state) => state.camera));
  const options = useSceneState((state) => state.options);
  const image = useMemo(() => {
    const scale = SIDE / Math.min(canvas.width, canvas.height);
    const size = { width: Math.round(canvas.width * scale), height: Math.round(canvas.height * scale) };
    const figures = people.map(({ figure }) => figure);
    return drawPose({ ...size, people: projectFigures(figures, camera, size, options) });
  }, [people, camera, options, canvas]);
  return (
    <figure className="three-preview">
      <PixelCanvas image={image} label="The skeleton as the editor gets it" />
    </figure>
  );
}
