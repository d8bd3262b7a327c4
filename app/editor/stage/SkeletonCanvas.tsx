import { useLayoutEffect, useRef } from 'react';
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
  const density = window.devicePixelRatio;
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const painting = { pose, view, stage, density, feet };
    paintPose(context, painting, painted.current);
    painted.current = painting;
  }, [pose, view, stage, density, feet]);
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
