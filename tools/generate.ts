/*
 * A picture from the command line: `npm run generate -- --pose pose.json --prompt "..." --out out.png`. The engine is
 * the worker's own, on the CPU.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { CutPrompts, PictureTimings } from '../core/contract/index.ts';
import { blankImage } from '../core/image/index.ts';
import { encodePng } from '../core/png/index.ts';
import {
  type ControlInput,
  type GenerateRequest,
  parseGenerateRequest,
  pictureTexts,
} from '../core/request/index.ts';
import { exitWith } from './cli/failures.ts';
import { type CommandOptions, parseCommand } from './cli/generate-options.ts';
import { existingFolder } from './cli/node-folder.ts';
import { builtInModel, readControlImage, readPose } from './cli/read-inputs.ts';

async function main(argv: readonly string[]): Promise<void> {
  const { entry, folder } = await builtInModel();
  const options = parseCommand(argv, { ...entry.defaults, model: folder });
  const request = parseGenerateRequest(await requestOf(options));
  // The engine is large, and a mistake in the command should be told at once.
  const { openNodeEngine } = await import('./cli/node-engine.ts');
  const engine = await openNodeEngine({
    model: await existingFolder(options.model),
    ...(options.controlnet !== undefined && { controlNet: await existingFolder(options.controlnet) }),
    ...(options.threads !== undefined && { threads: options.threads }),
    policy: options.policy,
  });
  const { image, latents, timings, cutPrompts } = await engine.generate(request);
  await engine.release();
  await write(options.out, encodePng(image, pictureTexts(request, basename(options.model))));
  if (options.latentsOut !== undefined) {
    const shape = [1, latents.channels, latents.height, latents.width];
    await write(options.latentsOut, `${JSON.stringify({ shape, data: [...latents.data] })}\n`);
  }
  if (cutPrompts) console.warn(warning(cutPrompts));
  console.log(`${options.out}: ${spent(timings)}`);
}

function warning({ prompt, negativePrompt }: CutPrompts): string {
  const cut = [
    ...(prompt > 0 ? [`the last ${prompt} tokens of the prompt`] : []),
    ...(negativePrompt > 0 ? [`the last ${negativePrompt} tokens of the negative prompt`] : []),
  ];
  return `warning: too long for the text encoder, without effect: ${cut.join(', ')}`;
}

/** Bringing the networks up is told apart: in a page it happens once, not for every picture. */
function spent({ total, inference, stages }: PictureTimings): string {
  const preparing = stages.preparing ?? 0;
  const picture = total - preparing;
  const outside = (100 * (picture - inference)) / picture;
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
  return `${seconds(picture)} (${outside.toFixed(1)} % of it outside the networks) after ${seconds(preparing)} of preparation`;
}

async function requestOf(options: CommandOptions): Promise<GenerateRequest> {
  const { prompt, negativePrompt, seed, steps, sampler, scheduler, width, height, controlStrength } = options;
  const numbers = { seed, steps, guidance: options.cfg, width, height, controlStrength };
  const control = await controlOf(options);
  return { prompt, negativePrompt, sampler, scheduler, ...numbers, control };
}

async function controlOf({ pose, controlImage, width, height }: CommandOptions): Promise<ControlInput> {
  if (pose !== undefined) return { kind: 'pose', pose: await readPose(pose) };
  if (controlImage !== undefined)
    return { kind: 'image', image: await readControlImage(controlImage, { width, height }) };
  return { kind: 'image', image: blankImage(width, height) };
}

async function write(path: string, content: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

try {
  await main(process.argv);
} catch (error) {
  exitWith(error);
}
