/*
 * The model that comes with the page, drawn as it is meant to be, against the same weights in torch: tools/fixtures/built_in.py
 * wrote the picture.
 */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { decodePng } from '../../core/png/index.ts';
import type { GenerateRequest } from '../../core/request/index.ts';
import { openNodeEngine } from '../../tools/cli/node-engine.ts';
import { nodeFolder } from '../../tools/cli/node-folder.ts';
import { builtInModel, readPose } from '../../tools/cli/read-inputs.ts';
import { peakSignalToNoise } from './closeness.ts';

const FIXTURES = resolve(import.meta.dirname, '../fixtures/built-in');

it('makes the picture that its weights make in torch', async () => {
  const { entry, folder } = await builtInModel();
  const { prompt, seed } = JSON.parse(await readFile(resolve(FIXTURES, 'case.json'), 'utf8')) as {
    readonly prompt: string;
    readonly seed: number;
  };
  const request: GenerateRequest = {
    ...{ ...entry.defaults, prompt, seed, controlStrength: 1 },
    control: { kind: 'pose', pose: await readPose(resolve(FIXTURES, 'pose.json')) },
  };
  const engine = await openNodeEngine({ model: nodeFolder(folder), policy: 'f32', threads: 1 });
  const [{ image }] = (await engine.generate(request)).pictures;
  await engine.release();
  const wanted = decodePng(await readFile(resolve(FIXTURES, 'picture.png')));
  expect(peakSignalToNoise(image, wanted)).toBeGreaterThan(55);
});
