/*
 * A picture from a command line. The engine is the worker's own, on the CPU.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, extname } from 'node:path';
import type { PictureTimings } from '../../core/contract/index.ts';
import { usualModel } from '../../core/manifest/index.ts';
import { encodePng } from '../../core/png/index.ts';
import {
  type ControlInput,
  type GenerateRequest,
  type InitInput,
  parseGenerateRequest,
  pictureTexts,
} from '../../core/request/index.ts';
import { distilledSteps } from '../../server/api/model-choice.ts';
import { type CommandDefaults, type CommandOptions, parseCommand } from './generate-options.ts';
import type { NodePlaces } from './node-engine.ts';
import { existingFolder, folderOrFile, openLora } from './node-folder.ts';
import { builtInModel, readPicture, readPose } from './read-inputs.ts';

/**
 * Draws what the options ask for, writes it where they say, and tells what it took.
 *
 * @param argv - as a process gets it: two words of its own, then the options
 * @throws ArmatureError in words for the caller
 */
export async function generate(argv: readonly string[]): Promise<void> {
  const { entry, folder } = await builtInModel();
  const asked = parseCommand(argv, { ...entry.defaults, model: folder });
  const options = asked.model === folder ? asked : parseCommand(argv, await defaultsOf(asked.model, folder));
  const request = parseGenerateRequest(await requestOf(options));
  // The engine is large, and a mistake in the command should be told at once.
  const { openNodeEngine } = await import('./node-engine.ts');
  const engine = await openNodeEngine({
    ...(await placesFrom(options)),
    ...(options.threads !== undefined && { threads: options.threads }),
    policy: options.policy,
  });
  const { pictures, request: used, timings } = await engine.generate(request);
  await engine.release();
  const texts = pictureTexts(used, basename(options.model));
  const names: string[] = [];
  for (const [i, { image }] of pictures.entries()) {
    const png = encodePng(image, texts);
    if (options.base64) console.log(Buffer.from(png).toString('base64'));
    if (options.out === undefined) continue;
    const name = pictures.length > 1 ? numbered(options.out, i + 1) : options.out;
    await write(name, png);
    names.push(name);
  }
  if (options.latentsOut !== undefined) {
    const [{ latents }] = pictures;
    const shape = [pictures.length, latents.channels, latents.height, latents.width];
    const data = pictures.flatMap((picture) => [...picture.latents.data]);
    await write(options.latentsOut, `${JSON.stringify({ shape, data })}\n`);
  }
  const seed = options.seed === 'random' ? `seed ${used.seed}, ` : '';
  const told = `${names.length > 0 ? `${names.join(', ')}: ` : ''}${seed}${spent(timings)}`;
  if (options.base64) console.warn(told);
  else console.log(told);
}

/** What the options fall back on with another model than the built-in one, whose settings are its own. */
async function defaultsOf(model: string, builtIn: string): Promise<CommandDefaults> {
  return { ...usualModel(await distilledSteps(model)).defaults, model: builtIn };
}

async function placesFrom({ model, tokenizer, controlnet, lora }: CommandOptions): Promise<NodePlaces> {
  const tokens = tokenizer === undefined ? undefined : await existingFolder(tokenizer);
  return {
    model: await folderOrFile(model, tokens),
    ...(controlnet !== undefined && { controlNet: await folderOrFile(controlnet) }),
    loras: await Promise.all(lora.map(({ path, weight }) => openLora(path, weight))),
  };
}

/** `out.png` becomes `out-2.png`. */
function numbered(path: string, number: number): string {
  const ending = extname(path);
  return `${path.slice(0, path.length - ending.length)}-${number}${ending}`;
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
  const { prompt, negativePrompt, clipSkip, noise, samples, steps, sampler, scheduler, width, height } =
    options;
  const { cfg: guidance, cfgEnd: guidanceEnd } = options;
  const { controlStrength, controlStart, controlEnd, controlMode } = options;
  const init = await initOf(options);
  return {
    seed: options.seed === 'random' ? null : options.seed,
    ...{ prompt, negativePrompt, clipSkip, noise, samples, steps, sampler, scheduler, width, height },
    ...{ guidance, guidanceEnd, controlStrength, controlStart, controlEnd, controlMode },
    control: await controlOf(options),
    ...(init && { init }),
  };
}

async function controlOf({
  pose,
  people,
  controlImage,
  width,
  height,
}: CommandOptions): Promise<ControlInput> {
  if (pose !== undefined) return { kind: 'pose', pose: await readPose(pose), ...(people && { people }) };
  if (controlImage === undefined) return { kind: 'none' };
  return { kind: 'image', image: await readPicture(controlImage, { width, height }) };
}

async function initOf({
  initImage,
  mask,
  strength,
  width,
  height,
}: CommandOptions): Promise<InitInput | undefined> {
  if (initImage === undefined) return undefined;
  const image = await readPicture(initImage, { width, height });
  return { image, strength, ...(mask !== undefined && { mask: await readPicture(mask, { width, height }) }) };
}

async function write(path: string, content: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}
