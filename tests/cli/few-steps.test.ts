/*
 * Four steps with the LoRA that comes with the built-in model, against the picture that it makes in twelve with guidance
 * and the one that it makes in four without the LoRA. Those lie in tests/fixtures/few-steps: case 06 of
 * `npm run bench:few-steps`, drawn in the ways "usual" and "preset-without-lora".
 */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import type { RgbaImage } from '../../core/image/index.ts';
import { decodePng } from '../../core/png/index.ts';
import type { GenerateRequest } from '../../core/request/index.ts';
import { invariant } from '../../core/result/index.ts';
import { openNodeEngine } from '../../tools/cli/node-engine.ts';
import { nodeFolder, openLora } from '../../tools/cli/node-folder.ts';
import { builtInLora, builtInModel, readPose } from '../../tools/cli/read-inputs.ts';
import { peakSignalToNoise } from './closeness.ts';

const FIXTURES = resolve(import.meta.dirname, '../fixtures/few-steps');

it('makes nearly the usual picture in four steps, nearer than the model alone', async () => {
  const { entry, folder } = await builtInModel();
  const { lora, path } = await builtInLora(entry.id);
  invariant(lora.preset, 'The LoRA has a preset.');
  const { steps, guidance, sampler, scheduler, weight } = lora.preset;
  const request: GenerateRequest = {
    ...entry.defaults,
    ...{ steps, guidance, sampler, scheduler, seed: 1006, controlStrength: 1 },
    prompt: 'a man wearing a yellow sweater and green pants, orange background',
    control: { kind: 'pose', pose: await readPose(resolve(FIXTURES, 'pose.json')) },
  };
  const engine = await openNodeEngine({
    model: nodeFolder(folder),
    ...{ policy: 'f32', threads: 1 },
    loras: [await openLora(path, weight)],
  });
  const [{ image }] = (await engine.generate(request)).pictures;
  await engine.release();
  const fixture = async (name: string): Promise<RgbaImage> =>
    decodePng(await readFile(resolve(FIXTURES, `${name}.png`)));
  const usual = await fixture('twelve-steps');
  const alone = peakSignalToNoise(await fixture('four-steps-alone'), usual);
  const quick = peakSignalToNoise(image, usual);
  expect(quick).toBeGreaterThan(31);
  expect(quick - alone, 'what the LoRA adds').toBeGreaterThan(1);
});
