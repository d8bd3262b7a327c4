/*
 * Who is drawn over whom. A document has people and animals in two lists, of which the animals come last; a field of our
 * own tells the order where it is another one.
 */
import { isAnimal } from '../animal.ts';
import type { ExtraFields, Person } from '../types.ts';

/** The lists of a document, as its fields are called. */
type ListName = 'people' | 'animals';

/** A field of our own: from which list the next one is, from the back to the front. */
const ORDER_FIELD = 'drawing_order';

/** An order that a document tells, and its other fields. */
export interface OrderReading {
  readonly order: readonly ListName[];
  readonly extra: ExtraFields | undefined;
}

/** Takes the order out of the fields of a document. A field of another type is not ours and stays there. */
export function takeOrder(extra: ExtraFields | undefined): OrderReading {
  const { [ORDER_FIELD]: order, ...others } = extra ?? {};
  if (!isOrder(order)) return { order: [], extra };
  return { order, extra: Object.keys(others).length > 0 ? others : undefined };
}

function isOrder(value: unknown): value is readonly ListName[] {
  if (!Array.isArray(value) || value.length === 0) return false;
  return value.every((name) => name === 'people' || name === 'animals');
}

/** Makes one list of two. Whoever the order does not tell comes last, people before animals. */
export function inOrder<Figure>(
  people: readonly Figure[],
  animals: readonly Figure[],
  order: readonly ListName[],
): readonly Figure[] {
  const left = { people: [...people], animals: [...animals] };
  const told = order.flatMap((name) => left[name].splice(0, 1));
  return [...told, ...left.people, ...left.animals];
}

/** The field that tells an order in which not all animals come after all people. */
export function orderField(figures: readonly Person[]): ExtraFields {
  const order = figures.map((figure): ListName => (isAnimal(figure) ? 'animals' : 'people'));
  const firstAnimal = order.indexOf('animals');
  const isUsual = firstAnimal < 0 || order.lastIndexOf('people') < firstAnimal;
  return isUsual ? {} : { [ORDER_FIELD]: order };
}
