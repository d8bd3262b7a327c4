import { BODY } from '../skeleton.ts';
import type { Person, Point } from '../types.ts';

/** Moves the point between the hips by as much as the middle of the hips, unless an edit has moved it already. */
export function withMidHipFollowing(before: Person, after: Person): Person {
  const { midHip } = after;
  if (!midHip || midHip !== before.midHip || after.body === before.body) return after;
  const [from, to] = [middleOfHips(before), middleOfHips(after)];
  if (!from || !to || (from.x === to.x && from.y === to.y)) return after;
  return { ...after, midHip: { ...midHip, x: midHip.x + to.x - from.x, y: midHip.y + to.y - from.y } };
}

function middleOfHips({ body }: Person): Point | undefined {
  const [right, left] = [body[BODY.rightHip], body[BODY.leftHip]];
  return right && left ? { x: (right.x + left.x) / 2, y: (right.y + left.y) / 2 } : undefined;
}
