import { useRef } from 'react';
import { type Edge, type Keypoints, type PartName } from '../../../core/pose/index.ts';
import { keypointLabel } from '../../words/names.ts';
import { say } from '../../words/say.ts';
import { isUnsure } from '../unsure.ts';
import { diagramOf, isEdgeThere, limbOfEdge, placeNear, type PointDiagram } from './point-maps.ts';

interface PointMapProps {
  readonly part: PartName;
  readonly points: Keypoints;
  readonly chosen: number | undefined;
  readonly onChoose: (joint: number) => void;
  readonly onToggle: (joint: number) => void;
  /** Those of the person or animal. */
  readonly limbs: readonly Edge[];
  /** Takes a limb away, or brings it back. Lines of hands and feet are only shown. */
  readonly onToggleLimb: (limb: number) => void;
}

/**
 * A diagram to choose points on. Arrows go from point to point, Space or a double click takes one away or brings it back; a
 * click on a limb does so with all that hangs on it.
 */
export function PointMap(props: PointMapProps): React.JSX.Element {
  const { part, points, limbs, chosen, onChoose, onToggle, onToggleLimb } = props;
  const diagram = diagramOf(part);
  const joints = useRef(new Map<number, SVGGElement>());

  function onKeyDown(event: React.KeyboardEvent, joint: number): void {
    const { key } = event;
    if (key === 'ArrowRight' || key === 'ArrowDown') go(joint + 1);
    else if (key === 'ArrowLeft' || key === 'ArrowUp') go(joint - 1);
    else if (key === 'Home' || key === 'End') go(key === 'Home' ? 0 : -1);
    else if (key === 'Enter') onChoose(joint);
    else if (key === ' ' || key === 'Delete' || key === 'Backspace') onToggle(joint);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function go(to: number): void {
    const count = diagram.places.length;
    const next = (to + count) % count;
    onChoose(next);
    joints.current.get(next)?.focus();
  }

  return (
    <svg
      onClick={(event) => atJoint(event, diagram, onChoose)}
      onDoubleClick={(event) => atJoint(event, diagram, onToggle)}
      className="point-map"
      viewBox={`0 0 ${diagram.width} ${diagram.height}`}
      role="group"
      aria-label={say`Joints. Arrow keys go from one to the next, Space hides or shows it.`}
    >
      {diagram.edges.map((edge, index) => {
        const limb = limbOfEdge(limbs, part, edge);
        return (
          <Line
            key={index}
            {...{ edge, diagram }}
            colour={diagram.edgeColours[index] ?? 'white'}
            there={isEdgeThere(points, edge)}
            onClick={limb === undefined ? undefined : () => onToggleLimb(limb)}
          />
        );
      })}
      {diagram.places.map((at, joint) => {
        const point = points[joint] ?? null;
        const label = labelOf(part, joint, point);
        return (
          <g
            key={joint}
            ref={(element) => {
              if (element) joints.current.set(joint, element);
              else joints.current.delete(joint);
            }}
            className="map-joint"
            role="button"
            tabIndex={joint === (chosen ?? 0) ? 0 : -1}
            aria-label={label}
            aria-pressed={joint === chosen}
            data-there={point !== null}
            data-unsure={isUnsure(point)}
            data-joint={joint}
            onKeyDown={(event) => onKeyDown(event, joint)}
          >
            <title>{label}</title>
            <circle className="map-reach" cx={at.x} cy={at.y} r={diagram.reach} />
            <circle
              className="map-dot"
              cx={at.x}
              cy={at.y}
              r={diagram.dot}
              fill={diagram.pointColours[joint]}
            />
          </g>
        );
      })}
    </svg>
  );
}

/** Does something with the point that a press means: the nearest one, or that on which a screen reader pressed. */
function atJoint(
  event: React.MouseEvent<SVGSVGElement>,
  diagram: PointDiagram,
  act: (joint: number) => void,
): void {
  const target = event.target instanceof Element ? event.target : event.currentTarget;
  if (target.closest('[data-switch="true"]')) return;
  const own = target.closest('[data-joint]')?.getAttribute('data-joint');
  const isPointed = event.detail > 0;
  const toDiagram = event.currentTarget.getScreenCTM()?.inverse();
  const joint =
    isPointed && toDiagram
      ? placeNear(diagram, new DOMPoint(event.clientX, event.clientY).matrixTransform(toDiagram))
      : own && Number(own);
  if (typeof joint === 'number') act(joint);
}

interface LineProps {
  readonly edge: Edge;
  readonly diagram: PointDiagram;
  readonly colour: string;
  readonly there: boolean;
  /** By mouse and finger; the keyboard has the limbs among the joints of the menu. */
  readonly onClick: (() => void) | undefined;
}

function Line({ edge: [near, far], diagram, colour, there, onClick }: LineProps): React.JSX.Element | null {
  const [from, to] = [diagram.places[near], diagram.places[far]];
  if (!from || !to) return null;
  const line = { x1: from.x, y1: from.y, x2: to.x, y2: to.y };
  return (
    <g className="map-limb" data-there={there} data-switch={onClick !== undefined} onClick={onClick}>
      {onClick && <title>{there ? say`Hide this limb` : say`Show this limb`}</title>}
      {onClick && <line className="map-limb-reach" {...line} />}
      <line className="map-limb-line" {...line} stroke={colour} />
    </g>
  );
}

function labelOf(part: PartName, joint: number, point: Keypoints[number]): string {
  const name = keypointLabel({ part, joint });
  if (!point) return say`${name}, hidden`;
  const { confidence } = point;
  return confidence === undefined ? name : say`${name}, ${Math.round(confidence * 100)} % sure`;
}
