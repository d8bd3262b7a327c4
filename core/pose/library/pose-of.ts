/*
 * From how a pose is held to keypoints. Stands apart from the tables, so that a page can show its first pose before it
 * has fetched the library.
 */
import { invariant } from '../../result/index.ts';
import type { CanvasSize, Person, Pose } from '../types.ts';
import { lookAt } from './camera.ts';
import { layOut } from './layout.ts';
import { buildScene } from './scene.ts';
import type { PoseSpec } from './types.ts';

/** Gives a canvas with the people of a pose, as large as they fit. */
export function poseOf(spec: Omit<PoseSpec, 'label' | 'words'>, { width, height }: CanvasSize): Pose {
  const { people, turned = 0, above = 6, crop } = spec;
  const seen = lookAt(buildScene(people), { turned, above });
  return { width, height, people: layOut(seen, crop, { width, height }) };
}

/** Gives one person who stands upright, in the middle of a canvas: the library's pose "standing". */
export function standingPerson(canvas: CanvasSize): Person {
  const [person] = poseOf({ people: [{}] }, canvas).people;
  invariant(person, 'A scene of one person has one.');
  return person;
}
