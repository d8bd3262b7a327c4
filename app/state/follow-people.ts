/*
 * For whom the pose does not count, told by places in the figure's order: it stays with the people.
 */
import type { FigureStore } from './figure.ts';
import type { FormStore } from './form.ts';
import { followedPerson } from './selection.ts';

/** Keeps the form to the same people whatever becomes of their order. */
export function followPeople(figure: FigureStore, form: FormStore): void {
  figure.subscribe(({ pose, crowd }, before) => {
    const { leftOut } = form.getState();
    if (leftOut.length === 0 || pose.people === before.pose.people) return;
    const followed =
      crowd === before.crowd
        ? leftOut.flatMap((person) => followedPerson(person, before.pose, pose) ?? [])
        : [];
    const isSame = followed.length === leftOut.length && followed.every((person, i) => person === leftOut[i]);
    if (!isSame) form.setState({ leftOut: followed });
  });
}
