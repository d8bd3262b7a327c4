import { describe, expect, it } from 'vitest';
import { poseEntries } from '../../../core/pose/index.ts';
import { specOf } from '../../../core/pose/library/catalogue.ts';
import { buildScene, type Figure, FLESH } from '../../../core/pose/library/scene.ts';
import type { JointName } from '../../../core/pose/library/types.ts';
import {
  cross,
  directionOf,
  dot,
  inverse,
  lengthOf,
  rotate,
  scale,
  subtract,
  sum,
  vector,
  type Vector3,
  ZERO,
} from '../../../core/space/index.ts';

const SIDES = ['right', 'left'] as const;
const IDS = poseEntries().map(({ id }) => id);

function bone({ joints }: Figure, from: JointName, to: JointName): Vector3 {
  return subtract(joints[to], joints[from]);
}

function unit(a: Vector3): Vector3 {
  return directionOf(a, ZERO);
}

/** Degrees between two bones that go on straight at 0. */
function bend(a: Vector3, b: Vector3): number {
  return (Math.acos(Math.min(1, Math.max(-1, dot(unit(a), unit(b))))) * 180) / Math.PI;
}

/** Where the front of a knee looks when the hip is not turned: forward, carried along as the thigh swings from down. */
function kneeFront(figure: Figure, thigh: Vector3): Vector3 {
  const down = rotate(figure.pelvis, vector(0, -1, 0));
  const forward = rotate(figure.pelvis, vector(0, 0, 1));
  const axis = unit(cross(down, thigh));
  const [cos, sin] = [dot(down, unit(thigh)), lengthOf(cross(down, unit(thigh)))];
  return sum(
    scale(forward, cos),
    scale(cross(axis, forward), sin),
    scale(axis, dot(axis, forward) * (1 - cos)),
  );
}

describe.each(IDS)('%s', (id) => {
  const figures = buildScene(specOf(id).people);

  it('bends elbows and knees no further than people do', () => {
    for (const figure of figures) {
      for (const side of SIDES) {
        const elbow = bend(
          bone(figure, `${side}Shoulder`, `${side}Elbow`),
          bone(figure, `${side}Elbow`, `${side}Wrist`),
        );
        const knee = bend(
          bone(figure, `${side}Hip`, `${side}Knee`),
          bone(figure, `${side}Knee`, `${side}Ankle`),
        );
        expect(elbow, `${side} elbow`).toBeLessThan(156);
        expect(knee, `${side} knee`).toBeLessThan(156);
      }
    }
  });

  it('bends no knee forward', () => {
    for (const figure of figures) {
      for (const side of SIDES) {
        const thigh = bone(figure, `${side}Hip`, `${side}Knee`);
        // A thigh that is spread far turns in its socket until the shin lies before it.
        if (Math.abs(unit(rotate(inverse(figure.pelvis), thigh)).x) > 0.5) continue;
        const shin = bone(figure, `${side}Knee`, `${side}Ankle`);
        const forward = dot(unit(shin), kneeFront(figure, thigh));
        expect(forward, `${side} knee`).toBeLessThan(0.4);
      }
    }
  });

  it('has nobody below the floor', () => {
    for (const figure of figures) {
      for (const [name, { y }] of Object.entries(figure.joints)) {
        expect(y, name).toBeGreaterThan(FLESH[name as JointName] * figure.size - 0.12);
      }
    }
  });
});
