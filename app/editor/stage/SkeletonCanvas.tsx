import { type RefObject, useEffect, useLayoutEffect, useReducer, useRef } from 'react';
import { useStore } from 'zustand';
import type { CanvasSize, Pose } from '../../../core/pose/index.ts';
import { useServices } from '../../services.ts';
import type { View } from '../view.ts';
import { type Painting, paintPose } from './paint-pose.ts';

interface SkeletonCanvasProps {
  readonly pose: Pose;
  readonly view: View;
  readonly stage: CanvasSize;
}

/** The skeleton as the model gets it, drawn sharp at every zoom. */
export function SkeletonCanvas({ pose, view, stage }: SkeletonCanvasProps): React.JSX.Element {
  const { stores } = useServices();
  const feet = useStore(stores.settings, (settings) => settings.drawFeet);
  const canvas = useRef<HTMLCanvasElement>(null);
  const painted = useRef<Painting>(undefined);
  const losses = useLosses(canvas);
  const density = window.devicePixelRatio;
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const painting = { pose, view, stage, density, feet, losses };
    paintPose(context, painting, painted.current);
    painted.current = painting;
  }, [pose, view, stage, density, feet, losses]);
  return (
    <canvas
      ref={canvas}
      className="stage-drawing"
      aria-hidden
      width={Math.round(stage.width * density)}
      height={Math.round(stage.height * density)}
    />
  );
}

/** How often the browser has lost the picture, as when a graphics driver starts anew. */
function useLosses(canvas: RefObject<HTMLCanvasElement | null>): number {
  const [losses, count] = useReducer((before: number) => before + 1, 0);
  useEffect(() => {
    const element = canvas.current;
    element?.addEventListener('contextrestored', count);
    return () => element?.removeEventListener('contextrestored', count);
  }, [canvas]);
  return losses;
}
