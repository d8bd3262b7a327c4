import { useGesture } from '@use-gesture/react';
import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import type { CanvasSize, Point } from '../../../core/pose/index.ts';
import { IconButton } from '../../ui/Button.tsx';
import { say } from '../../words/say.ts';
import { FITTED, panned, roomOf, zoomed, type ZoomRoom, type ZoomView } from './zoom-view.ts';

interface ZoomStageProps {
  /** Of the picture, in px. */
  readonly size: CanvasSize;
  readonly view: ZoomView;
  readonly onView: (view: ZoomView) => void;
  /** Goes to the picture before or after. */
  readonly onStep?: (by: 1 | -1) => void;
  /** Does it take the focus when it comes up? */
  readonly takesFocus?: boolean;
  /** What lies over the picture and fills its box. */
  readonly children: ReactNode;
  /** What stands on the stage and does not move. */
  readonly fixed?: ReactNode;
}

const STEP = 1.5;
const WHEEL = 0.0016;
/** How far an arrow moves the picture, in CSS px. */
const ARROW = 60;
/** CSS px a pixel of the picture from which on its pixels are shown as squares. */
const SQUARES = 3;

/** Shows a picture by wheel, pinch, drag and keys as large as one likes. */
export function ZoomStage(props: ZoomStageProps): React.JSX.Element {
  const { size, view, onView, children, fixed, takesFocus = false } = props;
  const stage = useRef<HTMLDivElement>(null);
  const room = roomOf(useSize(stage), size);
  useEffect(() => {
    if (takesFocus) stage.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  useStageGestures(stage, props, room);
  const scale = (room.fitted.width / size.width) * view.zoom;
  const zoomBy = (factor: number): void => onView(zoomed(view, factor, { x: 0, y: 0 }, room));
  return (
    <div className="zoom-stage">
      <div
        ref={stage}
        className="zoom-surface"
        role="group"
        aria-label={say`Picture, zoom with plus and minus, move with the arrows`}
        tabIndex={0}
        data-zoomed={view.zoom > 1}
        onKeyDown={keysOf(props, room)}
        onDoubleClick={() => (view.zoom > 1 ? onView(FITTED) : zoomBy(1 / scale > 1.2 ? 1 / scale : 2))}
      >
        <div
          className="zoom-box"
          style={{
            ...room.fitted,
            imageRendering: scale >= SQUARES ? 'pixelated' : 'auto',
            transform: `translate(-50%, -50%) translate(${view.x}px, ${view.y}px) scale(${view.zoom})`,
          }}
        >
          {children}
        </div>
      </div>
      {fixed}
      <div className="zoom-tools" role="group" aria-label={say`Zoom`}>
        <IconButton label={say`Zoom out`} icon={<ZoomOut size={18} />} onClick={() => zoomBy(1 / STEP)} />
        <span>{Math.round(scale * 100)} %</span>
        <IconButton label={say`Zoom in`} icon={<ZoomIn size={18} />} onClick={() => zoomBy(STEP)} />
        <IconButton label={say`Whole picture`} icon={<Maximize size={18} />} onClick={() => onView(FITTED)} />
      </div>
    </div>
  );
}

function useStageGestures(
  stage: RefObject<HTMLElement | null>,
  { view, onView, onStep }: ZoomStageProps,
  room: ZoomRoom,
): void {
  const fromMiddle = (x: number, y: number): Point => {
    const box = stage.current?.getBoundingClientRect() ?? new DOMRect();
    return { x: x - box.x - box.width / 2, y: y - box.y - box.height / 2 };
  };
  useGesture(
    {
      onDrag({ delta: [x, y], swipe: [swiped], pinching, cancel }) {
        if (pinching) cancel();
        else if (view.zoom > 1) onView(panned(view, { x, y }, room));
        else if (swiped !== 0) onStep?.(swiped > 0 ? -1 : 1);
      },
      onPinch({ origin: [x, y], offset: [zoom] }) {
        onView(zoomed(view, zoom / view.zoom, fromMiddle(x, y), room));
      },
      onWheel({ event, delta: [, y], ctrlKey }) {
        event.preventDefault();
        // The browser tells a pinch on a touchpad as a wheel with a key held; that is the pinch's.
        if (!ctrlKey)
          onView(zoomed(view, Math.exp(-y * WHEEL), fromMiddle(event.clientX, event.clientY), room));
      },
    },
    {
      target: stage,
      eventOptions: { passive: false },
      drag: { filterTaps: true },
      pinch: { from: () => [view.zoom, 0], scaleBounds: { min: 1, max: room.most } },
    },
  );
}

function keysOf({ view, onView, onStep }: ZoomStageProps, room: ZoomRoom): (event: KeyboardEvent) => void {
  const middle = { x: 0, y: 0 };
  return (event) => {
    const arrow = ARROWS[event.key];
    const factor = { '+': STEP, '=': STEP, '-': 1 / STEP }[event.key];
    if (factor !== undefined) onView(zoomed(view, factor, middle, room));
    else if (event.key === '0') onView(FITTED);
    else if (arrow && view.zoom > 1) onView(panned(view, arrow, room));
    else if (arrow?.x && onStep) onStep(arrow.x > 0 ? -1 : 1);
    else return;
    event.preventDefault();
  };
}

/** The picture goes against the arrow, so that more is seen in its direction. */
const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: ARROW, y: 0 },
  ArrowRight: { x: -ARROW, y: 0 },
  ArrowUp: { x: 0, y: ARROW },
  ArrowDown: { x: 0, y: -ARROW },
};

function useSize(element: RefObject<HTMLElement | null>): CanvasSize {
  const [size, setSize] = useState<CanvasSize>({ width: 0, height: 0 });
  useEffect(() => {
    if (!element.current) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {};
      setSize({ width, height });
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
