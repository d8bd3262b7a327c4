import { useMemo } from 'react';
import {
  type CanvasSize,
  dropUncertain,
  fitPose,
  PART_NAMES,
  type Person,
  personShapes,
  type Point,
  type PoseShape,
} from '../../core/pose/index.ts';

/** Shorter side in which people are drawn, so that lines are as thick in any picture. */
const SIDE = 400;

interface FoundOverlayProps {
  /** In px of the picture. */
  readonly people: readonly Person[];
  readonly picture: CanvasSize;
  readonly threshold: number;
  readonly mirrored?: boolean;
}

/** People over the picture in which they were found; points that are not sure are hollow, and what hangs on them is faint. */
export function FoundOverlay(props: FoundOverlayProps): React.JSX.Element {
  const { people, picture, threshold, mirrored = false } = props;
  const { canvas, drawn } = useMemo(
    () => drawingOf(people, picture, threshold),
    [people, picture, threshold],
  );
  return (
    <svg
      className="found"
      viewBox={`0 0 ${canvas.width} ${canvas.height}`}
      data-mirrored={mirrored}
      data-people={people.length}
      aria-hidden
    >
      {drawn.map(({ faint, sure, unsure }, index) => (
        <g key={index} className="found-person">
          <g className="found-faint">{faint.map(shapeOf)}</g>
          {sure.map(shapeOf)}
          {unsure.map(({ x, y }, at) => (
            <circle key={`unsure ${at}`} className="found-unsure" cx={x} cy={y} r={4} />
          ))}
        </g>
      ))}
    </svg>
  );
}

interface Drawn {
  readonly faint: readonly PoseShape[];
  readonly sure: readonly PoseShape[];
  readonly unsure: readonly Point[];
}

function drawingOf(
  people: readonly Person[],
  { width, height }: CanvasSize,
  threshold: number,
): { readonly canvas: CanvasSize; readonly drawn: readonly Drawn[] } {
  const scale = SIDE / Math.min(width, height);
  const canvas = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const pose = fitPose({ width, height, people }, canvas);
  const sure = dropUncertain(pose, [...people.keys()], threshold);
  const drawn = pose.people.map((person, index) => ({
    faint: personShapes(person, canvas, { feet: true }).filter(({ kind }) => kind !== 'discs'),
    sure: personShapes(sure.people[index] ?? person, canvas, { feet: true }),
    unsure: PART_NAMES.flatMap((part) =>
      (person[part] ?? []).flatMap((point) =>
        point && (point.confidence ?? 1) < threshold ? [{ x: point.x, y: point.y }] : [],
      ),
    ),
  }));
  return { canvas, drawn };
}

function shapeOf(shape: PoseShape, key: number): React.JSX.Element {
  const colour = `rgb(${shape.colour.join(' ')})`;
  switch (shape.kind) {
    case 'ellipse': {
      const { centre, semiAxes, radians } = shape;
      return (
        <ellipse
          key={key}
          rx={semiAxes.along}
          ry={semiAxes.across}
          fill={colour}
          transform={`translate(${centre.x} ${centre.y}) rotate(${(radians * 180) / Math.PI})`}
        />
      );
    }
    case 'line': {
      const { from, to, width } = shape;
      return (
        <line key={key} x1={from.x} y1={from.y} x2={to.x} y2={to.y} stroke={colour} strokeWidth={width} />
      );
    }
    case 'discs':
      return (
        <g key={key} fill={colour}>
          {shape.centres.map(({ x, y }, at) => (
            <circle key={at} cx={x} cy={y} r={shape.radius} />
          ))}
        </g>
      );
  }
}
