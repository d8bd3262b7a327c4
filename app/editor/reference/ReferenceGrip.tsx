import { useGesture } from '@use-gesture/react';
import { useRef } from 'react';
import { useStore } from 'zustand';
import type { CanvasSize, Point } from '../../../core/pose/index.ts';
import { useServices } from '../../services.ts';
import { say } from '../../words/say.ts';
import { referenceFrame } from './geometry.ts';

const STEP = 1;
const FAST = 10;
const KEY_ZOOM = 1.05;
/** Growth for a wheel's turn by one px. */
const WHEEL_ZOOM = 1.0015;

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** What the picture lies on. */
export interface ReferenceGripProps {
  readonly canvas: CanvasSize;
}

/** Takes hold of the reference picture: over everything else, so that the figure stays put. */
export function ReferenceGrip({ canvas }: ReferenceGripProps): React.JSX.Element {
  const { stores, actions } = useServices();
  const { image, ...placement } = useStore(stores.reference);
  const frame = useRef<SVGSVGElement>(null);
  const { move, zoom } = actions.reference;

  /** Px of the canvas for a px of the screen. */
  const pace = (): number => canvas.width / (frame.current?.getBoundingClientRect().width ?? canvas.width);
  /** A place on the screen, in px of the canvas from its middle. */
  function fromMiddle([x, y]: readonly [number, number]): Point {
    const box = frame.current?.getBoundingClientRect() ?? new DOMRect();
    return { x: (x - box.left - box.width / 2) * pace(), y: (y - box.top - box.height / 2) * pace() };
  }

  useGesture(
    {
      onDrag: ({ delta: [x, y], pinching }) => {
        if (!pinching) move({ x: x * pace(), y: y * pace() });
      },
      onPinch: ({ origin, movement: [scale], first, memo }) => {
        const before = first || typeof memo !== 'number' ? 1 : memo;
        zoom(scale / before, fromMiddle(origin));
        return scale;
      },
      onWheel: ({ event, delta: [, y], ctrlKey }) => {
        // The browser's own zoom comes with Ctrl; a pinch on a trackpad looks the same and is a pinch here.
        event.preventDefault();
        if (!ctrlKey) zoom(WHEEL_ZOOM ** -y, fromMiddle([event.clientX, event.clientY]));
      },
    },
    { target: frame, eventOptions: { passive: false } },
  );

  function onKeyDown(event: React.KeyboardEvent): void {
    const arrow = ARROWS[event.key];
    const step = event.shiftKey ? FAST : STEP;
    if (arrow) move({ x: arrow.x * step, y: arrow.y * step });
    else if (event.key === '+' || event.key === '=') zoom(KEY_ZOOM, placement.offset);
    else if (event.key === '-') zoom(1 / KEY_ZOOM, placement.offset);
    else if (event.key === 'Escape' || event.key === 'Enter') actions.reference.place({ locked: true });
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const { width, height } = canvas;
  return (
    <svg
      ref={frame}
      className="reference-grip"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      tabIndex={0}
      role="application"
      aria-roledescription={say`movable picture`}
      aria-label={say`Reference picture. Arrow keys move it, plus and minus scale it, Enter locks it.`}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.stopPropagation()}
    >
      <rect width={width} height={height} fill="transparent" />
      {image && <rect className="reference-frame" {...referenceFrame(image, canvas, placement)} />}
    </svg>
  );
}
