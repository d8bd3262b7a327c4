import type { Pose } from '../../../core/pose/index.ts';
import type { SeededRequest } from '../../../core/request/index.ts';
import { say } from '../../words/say.ts';

const keys = new WeakMap<object, string>();
let count = 0;

/** A name for the small drawing of a request's pose. Entries of a batch share poses, and so their drawing. */
export function poseKey({ control }: Pick<SeededRequest, 'control'>): string {
  const named = control.kind === 'pose' ? control.pose : control;
  const known = keys.get(named);
  const key = known ?? say`queue ${++count}`;
  keys.set(named, key);
  return control.kind === 'pose' && control.people ? `${key} ${control.people.join(' ')}` : key;
}

/** The people of a request that count; undefined where no pose does. */
export function countedPose({ control }: Pick<SeededRequest, 'control'>): Pose | undefined {
  if (control.kind !== 'pose') return undefined;
  const { pose, people } = control;
  return people ? { ...pose, people: pose.people.filter((_, i) => people.includes(i)) } : pose;
}
