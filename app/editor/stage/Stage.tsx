import { type ReactNode, useRef } from 'react';
import { useStore } from 'zustand';
import { keypointAt, type Pose } from '../../../core/pose/index.ts';
import { useServices } from '../../services.ts';
import { type EditorState, viewOn } from '../../state/editor.ts';
import { useFocusBack } from '../../ui/use-focus-back.ts';
import { keypointLabel } from '../../words/names.ts';
import { say } from '../../words/say.ts';
import type { Gesture } from '../gesture/types.ts';
import type { Hit } from '../hit.ts';
import { toStage, type View } from '../view.ts';
import { Overlay } from './Overlay.tsx';
import { SkeletonCanvas } from './SkeletonCanvas.tsx';
import { stageZoomPart } from './stage-zoom-part.ts';
import { StageMenu } from './StageMenu.tsx';
import { keypointOf, useGestures } from './use-gestures.ts';
import { useSpace } from './use-space.ts';
import { useStageSize } from './use-stage-size.ts';
import { ZoomBar } from './ZoomBar.tsx';

/** Compact, the stage takes the canvas's aspect as far as these allow. */
const ASPECTS = { min: 0.8, max: 1.5 };

/** From this width on, in CSS px, a stage has room for the zoom bar beside the canvas. */
const ROOMY_FROM = 560;

interface StageProps {
  /** Drawn below the skeleton, in px of the canvas. */
  readonly underlay?: ReactNode;
  /** Over everything else, in px of the canvas. */
  readonly onlay?: ReactNode;
}

/** The canvas with the figure: below, the drawing that steers the model; above it, handles to pose it by. */
export function Stage({ underlay, onlay }: StageProps): React.JSX.Element {
  const { stores } = useServices();
  const { pose, selection, tool } = useStore(stores.figure);
  const editor = useStore(stores.editor);
  const view = viewOn(editor, pose);
  const stage = useRef<HTMLDivElement>(null);
  const space = useSpace(stage);
  const gestures = useGestures(stage, space);
  const focus = useFocusBack();
  useStageSize(stage);
  const aspect = Math.min(Math.max(pose.width / pose.height, ASPECTS.min), ASPECTS.max);
  return (
    <StageMenu gestures={gestures} focus={focus}>
      <div
        ref={stage}
        className="stage"
        data-scrolls={!editor.expanded && editor.view === 'fit'}
        data-cursor={cursorOf(gestures.gesture, gestures.hovered, space || tool === 'pan')}
        style={editor.expanded ? undefined : { aspectRatio: aspect }}
      >
        <Sheet className="stage-paper" pose={pose} view={view}>
          {underlay}
        </Sheet>
        <SkeletonCanvas pose={pose} view={view} stage={editor.stage} />
        <stageZoomPart.Part stage={stage} hold={gestures.hold} />
        <Overlay {...{ pose, selection, view, gestures, focus }} stage={editor.stage} />
        <HoverLabel pose={pose} view={view} hovered={gestures.hovered} />
        {onlay && (
          <Sheet className="stage-onlay" pose={pose} view={view}>
            {onlay}
          </Sheet>
        )}
        {pose.people.length === 0 && (
          <p className="stage-empty">{say`Nobody is here. Add a person or choose a pose.`}</p>
        )}
        {/* A small stage has no room to spare while all of it is in sight: the bar would cover grips. */}
        {(isRoomy(editor) || editor.view !== 'fit') && <ZoomBar scale={view.scale} />}
      </div>
    </StageMenu>
  );
}

function isRoomy({ expanded, stage }: EditorState): boolean {
  return expanded && stage.width >= ROOMY_FROM;
}

interface SheetProps {
  readonly className: string;
  readonly pose: Pose;
  readonly view: View;
  readonly children: ReactNode;
}

/** Lies on the canvas, whatever part of it is seen. */
function Sheet({ className, pose, view, children }: SheetProps): React.JSX.Element {
  const transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
  return (
    <div className={className} style={{ width: pose.width, height: pose.height, transform }}>
      {children}
    </div>
  );
}

interface HoverLabelProps {
  readonly pose: Pose;
  readonly view: View;
  readonly hovered: Hit;
}

/** Names the joint under the pointer. The handles carry the names for everybody else. */
function HoverLabel({ pose, view, hovered }: HoverLabelProps): React.JSX.Element | null {
  const ref = keypointOf(hovered);
  const at = ref && keypointAt(pose, ref);
  if (!ref || !at) return null;
  const { x, y } = toStage(view, at);
  return (
    <span
      className="stage-label"
      aria-hidden
      style={{ transform: `translate(calc(${x}px - 50%), ${y - 40}px)` }}
    >
      {keypointLabel(ref)}
    </span>
  );
}

function cursorOf(gesture: Gesture, hovered: Hit, pans: boolean): string {
  if (gesture.at === 'panning') return 'grabbing';
  if (pans) return 'grab';
  if (gesture.at === 'dragging' && gesture.drag.of !== 'grip') return 'grabbing';
  if (gesture.at === 'boxing') return 'box';
  if (gesture.at !== 'idle' && 'drag' in gesture && gesture.drag.of === 'grip') return gesture.drag.grip;
  if (hovered.on === 'grip') return hovered.grip;
  return hovered.on === 'nothing' ? 'box' : 'grab';
}
