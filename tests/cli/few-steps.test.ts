/*
 * Four steps with the LoRA that comes with the built-in model, against the picture that it makes in twelve with guidance.
 * That one lies in tests/fixtures/few-steps; `npm run generate` made it as the README there says.
 */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { decodePng } from '../../core/png/index.ts';
import type { GenerateRequest } from '../../core/request/index.ts';
import { invariant } from '../../core/result/index.ts';
import { openNodeEngine } from '../../tools/cli/node-engine.ts';
import { nodeFolder, openLora } from '../../tools/cli/node-folder.ts';
import { builtInLora, builtInModel, readPose } from '../../tools/cli/read-inputs.ts';
import { peakSignalToNoise } from './closeness.ts';

const FIXTURES = resolve(import.meta.dirname, '../fixtures/few-steps');

it('makes nearly the usual picture in four steps, which the model alone does not', async () => {
  const { entry, folder } = await builtInModel();
  const { lora, path } = await builtInLora(entry.id);
  invariant(lora.preset, 'The LoRA has a preset.');
  const { steps, guidance, sampler, scheduler, weight } = lora.preset;
  const request: GenerateRequest = {
    ...entry.defaults,
    ...{ steps, guidance, sampler, scheduler, seed: 1004, controlStrength: 1 },
    control: { kind: 'pose', pose: await readPose(resolve(FIXTURES, 'pose.json')) },
  };
  const usual = decodePng(await readFile(resolve(FIXTURES, 'twelve-steps.png')));
  const likenessWith = async (weights: readonly number[]): Promise<number> => {
    const loras = await Promise.all(weights.map((each) => openLora(path, each)));
    const engine = await openNodeEngine({ model: nodeFolder(folder), policy: 'f32', threads: 1, loras });
    const [{ image }] = (await engine.generate(request)).pictures;
    await engine.release();
    return peakSignalToNoise(image, usual);
  };
  expect(await likenessWith([weight])).toBeGreaterThan(24);
  expect(await likenessWith([])).toBeLessThan(22);
});
