import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { recognise } from '../../../core/checkpoints/index.ts';
import type { CheckpointComponent, FileHeader, Recognised } from '../../../core/checkpoints/index.ts';
import { memorySource, openSafetensors, stateDictOf } from '../../../core/weights/index.ts';
import type { SafetensorsFile, StateDict } from '../../../core/weights/index.ts';

const FIXTURES = resolve(import.meta.dirname, '../../fixtures/checkpoints');

export type Shape = readonly number[];

/** Opens a fixture. */
export async function openFixture(name: string): Promise<SafetensorsFile> {
  return openSafetensors(memorySource(await readFile(resolve(FIXTURES, name))), name);
}

export async function readJson(name: string): Promise<unknown> {
  return JSON.parse(await readFile(resolve(FIXTURES, name), 'utf8'));
}

/** Original name to name in diffusers, original shape, shape in diffusers. */
export type NamePairs = Record<string, [string, Shape, Shape]>;
export type AllNamePairs = Record<CheckpointComponent, NamePairs>;

/** A header without bytes. */
export function headerOf(
  shapes: Readonly<Record<string, Shape>>,
  metadata: Record<string, string> = {},
): FileHeader {
  return { entries: new Map(Object.entries(shapes).map(([name, shape]) => [name, { shape }])), metadata };
}

/** A state of that header whose tensors cannot be read. */
export function stateOf({ entries }: FileHeader): StateDict {
  return {
    names: () => [...entries.keys()],
    shapeOf: (name) => entries.get(name)?.shape,
    floats: (name) => Promise.reject(new Error(`No values of ${name}.`)),
  };
}

export function recogniseShapes(shapes: Readonly<Record<string, Shape>>): Recognised {
  return recognise(headerOf(shapes));
}

/** A fixture with what it was recognised as. */
export async function openRecognised(
  name: string,
): Promise<{ file: SafetensorsFile; state: StateDict; recognised: Recognised }> {
  const file = await openFixture(name);
  return { file, state: stateDictOf(file), recognised: recognise(file) };
}
