import { useRef } from 'react';
import { BODY_COLOURS, BODY_KEYPOINT_NAMES, BODY_LIMBS, type Keypoints } from '../../../core/pose/index.ts';
import { isLimbThere, MAP_PLACES, MAP_SIZE } from './body-map.ts';

const REACH = 13;
const RADIUS = 6;
/** Below this a detector was unsure enough to say so. */
const UNSURE = 0.5;

interface BodyMapProps {
  readonly body: Keypoints;
  readonly chosen: number | undefined;
  readonly onChoose: (joint: number) => void;
  readonly onToggle: (joint: number) => void;
  readonly onToggleLimb: (limb: number) => void;
}

/**
 * A small figure to choose joints on. Arrows go from joint to joint, Space or a double click takes one away or brings it
 * back; a click on a limb does so with all that hangs on it.
 */
export function BodyMap(props: BodyMapProps): React.JSX.Element {
  const { body, chosen, onChoose, onToggle, onToggleLimb } = props;
  const joints = useRef(new Map<number, SVGGElement>());

  function onKeyDown(event: React.KeyboardEvent, joint: number): void {
    const { key } = event;
    if (key === 'ArrowRight' || key === 'ArrowDown') go(joint + 1);
    else if (key === 'ArrowLeft' || key === 'ArrowUp') go(joint - 1);
    else if (key === 'Enter') onChoose(joint);
    else if (key === ' ' || key === 'Delete' || key === 'Backspace') onToggle(joint);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function go(to: number): void {
    const next = (to + MAP_PLACES.length) % MAP_PLACES.length;
    onChoose(next);
    joints.current.get(next)?.focus();
  }

  return (
    <svg
      className="body-map"
      viewBox={`0 0 ${MAP_SIZE.width} ${MAP_SIZE.height}`}
      role="group"
      aria-label="Joints. Arrow keys go from one to the next, Space hides or shows it."
    >
      {BODY_LIMBS.map((ends, limb) => (
        <Limb
          key={limb}
          ends={ends}
          colour={colourOf(limb)}
          there={isLimbThere(body, limb)}
          onClick={() => onToggleLimb(limb)}
        />
      ))}
      {MAP_PLACES.map((at, joint) => {
        const point = body[joint] ?? null;
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
            aria-label={jointLabel(joint, point)}
            aria-pressed={joint === chosen}
            data-there={point !== null}
            data-unsure={(point?.confidence ?? 1) < UNSURE}
            onClick={() => onChoose(joint)}
            onDoubleClick={() => onToggle(joint)}
            onKeyDown={(event) => onKeyDown(event, joint)}
          >
            <title>{jointLabel(joint, point)}</title>
            <circle className="map-reach" cx={at.x} cy={at.y} r={REACH} />
            <circle className="map-dot" cx={at.x} cy={at.y} r={RADIUS} fill={colourOf(joint)} />
          </g>
        );
      })}
    </svg>
  );
}

interface LimbProps {
  readonly ends: readonly [number, number];
  readonly colour: string;
  readonly there: boolean;
  readonly onClick: () => void;
}

/** By mouse and finger; the keyboard has the switches of the limbs. */
function Limb({ ends: [near, far], colour, there, onClick }: LimbProps): React.JSX.Element | null {
  const [from, to] = [MAP_PLACES[near], MAP_PLACES[far]];
  if (!from || !to) return null;
  const line = { x1: from.x, y1: from.y, x2: to.x, y2: to.y };
  return (
    <g className="map-limb" data-there={there} onClick={onClick}>
      <title>{there ? 'Hide this limb' : 'Show this limb'}</title>
      <line className="map-limb-reach" {...line} />
      <line className="map-limb-line" {...line} stroke={colour} />
    </g>
  );
}

function colourOf(index: number): string {
  const [red, green, blue] = BODY_COLOURS[index] ?? [255, 255, 255];
  return `rgb(${red} ${green} ${blue})`;
}

function jointLabel(joint: number, point: Keypoints[number]): string {
  const name = BODY_KEYPOINT_NAMES[joint] ?? 'joint';
  if (!point) return `${name}, hidden`;
  const { confidence } = point;
  return confidence === undefined ? name : `${name}, ${Math.round(confidence * 100)} % sure`;
}
