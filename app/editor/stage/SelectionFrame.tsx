import { type Box, type CanvasSize, middleOfBox, type Point } from '../../../core/pose/index.ts';
import { type Grip, gripsOf } from '../frame.ts';

/** Side of a grip on the screen, in px. Presses beside it count as well. */
const GRIP = 9;

interface SelectionFrameProps {
  /** Stage px. */
  readonly frame: Box;
  readonly stage: CanvasSize;
  /** While it is being turned: by how much, about its middle. */
  readonly radians: number;
}

/** The frame around what is selected, with its grips. */
export function SelectionFrame({ frame, stage, radians }: SelectionFrameProps): React.JSX.Element {
  const { left, top, right, bottom } = frame;
  const middle = middleOfBox(frame);
  const grips = gripsOf(frame, stage);
  const turn = grips.find(([grip]) => grip === 'turn')?.[1];
  const degrees = (radians * 180) / Math.PI;
  return (
    <g className="frame" aria-hidden transform={`rotate(${degrees} ${middle.x} ${middle.y})`}>
      <rect className="frame-edge" x={left} y={top} width={right - left} height={bottom - top} />
      {turn && (
        <line
          className="frame-edge"
          x1={between(turn.x, left, right)}
          y1={between(turn.y, top, bottom)}
          x2={turn.x}
          y2={turn.y}
        />
      )}
      {grips.map(([grip, at]) => (
        <GripMark key={grip} grip={grip} at={at} />
      ))}
    </g>
  );
}

function between(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

function GripMark({ grip, at: { x, y } }: { readonly grip: Grip; readonly at: Point }): React.JSX.Element {
  if (grip === 'turn')
    return <circle className="frame-grip" data-grip={grip} cx={x} cy={y} r={GRIP / 2 + 1} />;
  return (
    <rect
      className="frame-grip"
      data-grip={grip}
      x={x - GRIP / 2}
      y={y - GRIP / 2}
      width={GRIP}
      height={GRIP}
      rx={2}
    />
  );
}
