import type { RgbaImage } from '../../core/image/index.ts';
import { fitPose, isAnimal, type Person } from '../../core/pose/index.ts';
import type { SeededRequest } from '../../core/request/index.ts';

/**
 * The people whose pose a request asked for, in px of its picture. No detector here finds animals.
 *
 * @returns undefined where it asked for no pose
 */
export function askedPeople(
  { control }: Pick<SeededRequest, 'control'>,
  { width, height }: Pick<RgbaImage, 'width' | 'height'>,
): readonly Person[] | undefined {
  if (control.kind !== 'pose') return undefined;
  const { people } = fitPose(control.pose, { width, height });
  const chosen = control.people;
  const asked = people.filter(
    (person, i) => person.hidden !== true && !isAnimal(person) && (chosen?.includes(i) ?? true),
  );
  return asked.length > 0 ? asked : undefined;
}
