import { readFileSync } from 'node:fs';
import type { Keypoints, Person, Pose } from '../../../core/pose/index.ts';
import { decodePng, type PngPixels } from '../../../core/png/index.ts';

const FOLDER = new URL('../../fixtures/pose/', import.meta.url);

/** A skeleton of the fixtures with the name of its drawing. */
export interface Drawing {
  readonly name: string;
  readonly pose: Pose;
}

type JsonPart = readonly (readonly number[] | null)[];
type JsonPerson = Readonly<Partial<Record<keyof Person, JsonPart>>>;
interface JsonCase {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly people: readonly JsonPerson[];
}

const { cases } = JSON.parse(readFileSync(new URL('drawings.json', FOLDER), 'utf8')) as {
  readonly cases: readonly JsonCase[];
};

export const DRAWINGS: readonly Drawing[] = cases.map(({ name, width, height, people }) => ({
  name,
  pose: { width, height, people: people.map(personOf) },
}));

export function readDrawing(name: string): PngPixels {
  return decodePng(readFileSync(new URL(`${name}.png`, FOLDER)));
}

function personOf({ body = [], leftHand, rightHand, face, animal }: JsonPerson): Person {
  return {
    body: partOf(body),
    ...(leftHand && { leftHand: partOf(leftHand) }),
    ...(rightHand && { rightHand: partOf(rightHand) }),
    ...(face && { face: partOf(face) }),
    ...(animal && { animal: partOf(animal) }),
  };
}

function partOf(points: JsonPart): Keypoints {
  return points.map((point) => point && { x: point[0] ?? Number.NaN, y: point[1] ?? Number.NaN });
}
