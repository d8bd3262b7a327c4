/*
 * The command line of `npm run draw-cases`.
 */
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { encodePng } from '../../core/png/index.ts';
import { type GenerateRequest, parseGenerateRequest } from '../../core/request/index.ts';
import {
  SAMPLER_NAMES,
  type SamplerName,
  SCHEDULER_NAMES,
  type SchedulerName,
} from '../../core/sampling/index.ts';
import { type PictureOfCase, picturesOf, readCases } from './cases.ts';
import type { NodeEngine } from './node-engine.ts';
import { existingFolder } from './node-folder.ts';
import { numberFrom, parseArguments } from './parse-arguments.ts';
import { builtInModel, readPose } from './read-inputs.ts';

type Settings = Pick<GenerateRequest, 'steps' | 'guidance' | 'sampler' | 'scheduler' | 'width' | 'height'>;

interface Options extends Omit<Settings, 'guidance'> {
  readonly model: string;
  readonly cases: string;
  readonly out: string;
  readonly cfg: number;
  readonly sampler: SamplerName;
  readonly scheduler: SchedulerName;
  readonly seeds: number;
  readonly every: number;
  readonly threads: number;
}

/** How a picture is made from a request. */
export type Draw = (request: GenerateRequest) => Promise<Uint8Array>;

/**
 * Draws the cases that the options name.
 *
 * @param argv - as a process gets it: two words of its own, then the options
 * @throws ArmatureError in words for the caller
 */
export async function drawCases(argv: readonly string[]): Promise<void> {
  const { entry, folder } = await builtInModel();
  const options = parseArguments(command(entry.defaults, folder), argv).opts<Options>();
  const { cfg: guidance, steps, sampler, scheduler, width, height } = options;
  const settings = { guidance, steps, sampler, scheduler, width, height };
  const pictures = picturesOf(await readCases(options.cases), options);
  // The engine is large, and a mistake in the command should be told at once.
  const { openNodeEngine } = await import('./node-engine.ts');
  const model = await existingFolder(options.model);
  const engine = await openNodeEngine({ model, threads: options.threads, policy: 'f32' });
  const drawn = await drawMissing(pictures, { out: options.out, settings, draw: drawWith(engine) });
  await engine.release();
  console.log(`${drawn} of ${pictures.length} pictures drawn, the others were there.`);
}

function command(defaults: Settings, model: string): Command {
  return new Command('draw-cases')
    .description('Draw held-out cases with the engine of the page.')
    .requiredOption('--cases <dir>', 'folder that tools/train/world/held_out.py wrote')
    .requiredOption('--out <dir>', 'folder for the pictures')
    .option('--model <dir>', 'packed model, as package-model writes it', model)
    .option('--steps <number>', 'denoising steps', numberFrom, defaults.steps)
    .addOption(new Option('--sampler <name>').choices(SAMPLER_NAMES).default(defaults.sampler))
    .addOption(new Option('--scheduler <name>').choices(SCHEDULER_NAMES).default(defaults.scheduler))
    .option('--cfg <number>', 'classifier-free guidance scale', numberFrom, defaults.guidance)
    .option('--width <px>', 'of the pictures', numberFrom, defaults.width)
    .option('--height <px>', 'of the pictures', numberFrom, defaults.height)
    .option('--seeds <number>', 'pictures of each of the cases that --every names', numberFrom, 1)
    .option('--every <number>', 'which cases are drawn from several seeds: every n-th', numberFrom, 1)
    .option('--threads <number>', 'threads of the runtime', numberFrom, 1);
}

/**
 * Draws those pictures that are not in the folder yet.
 *
 * @returns how many
 */
export async function drawMissing(
  pictures: readonly PictureOfCase[],
  { out, settings, draw }: { readonly out: string; readonly settings: Settings; readonly draw: Draw },
): Promise<number> {
  await mkdir(out, { recursive: true });
  const there = new Set(await readdir(out));
  const missing = pictures.filter(({ file }) => !there.has(file));
  for (const { which, seed, file } of missing) {
    const request = parseGenerateRequest({
      ...{ ...settings, prompt: which.prompt, negativePrompt: '', seed, controlStrength: 1 },
      control: { kind: 'pose', pose: await readPose(which.pose) },
    });
    // Under another name first: half a picture would pass for a whole one.
    await writeFile(join(out, `${file}.partial`), await draw(request));
    await rename(join(out, `${file}.partial`), join(out, file));
  }
  return missing.length;
}

function drawWith(engine: NodeEngine): Draw {
  return async (request) => {
    const { pictures } = await engine.generate(request);
    return encodePng(pictures[0].image, {});
  };
}
