/*
 * What the ways to fewer or cheaper steps gain, and how far they move the picture: `npm run bench:methods -- --model DIR`.
 * All of them run in one process, in turn, so that the ratios hold on a noisy machine. DIR is a model that was not distilled:
 * `python -m model.export --stage diffusion` of tools/train writes one.
 */
import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import type { RgbaImage } from '../../core/image/index.ts';
import { presetPose } from '../../core/pose/index.ts';
import type { GenerateRequest } from '../../core/request/index.ts';
import { exitWith } from '../cli/failures.ts';
import { openNodeEngine } from '../cli/node-engine.ts';
import { existingFolder } from '../cli/node-folder.ts';
import { numberFrom, parseArguments } from '../cli/parse-arguments.ts';

const ROUNDS = 3;
const SEEDS = [1, 2, 3];
const PROMPT = 'a woman with brown hair wearing a red sweater and blue jeans, yellow background';

/** What each method changes. */
const METHODS: Readonly<Record<string, Partial<GenerateRequest>>> = {
  'as it is': {},
  'guidance for the first three quarters': { guidanceEnd: 0.75 },
  'guidance for the first half': { guidanceEnd: 0.5 },
  'no guidance': { guidance: 1 },
  'pose for the first three quarters': { controlEnd: 0.75 },
  'pose for the first half': { controlEnd: 0.5 },
  'no pose': { control: { kind: 'none' } },
  'two thirds of the steps': { steps: 8 },
  'half of the steps': { steps: 6 },
};

interface Options {
  readonly model: string;
  readonly size: number;
}

function parseOptions(argv: readonly string[]): Options {
  const command = new Command('bench:methods')
    .description('Measure what the ways to fewer or cheaper steps gain.')
    .requiredOption('--model <dir>', 'diffusers folder of a model that was not distilled')
    .option('--size <px>', 'side of the picture', numberFrom, 256);
  return parseArguments(command, argv).opts<Options>();
}

async function main({ model, size }: Options): Promise<void> {
  const engine = await openNodeEngine({
    model: await existingFolder(model),
    threads: availableParallelism(),
    policy: 'f32',
  });
  const base: GenerateRequest = {
    ...{ prompt: PROMPT, negativePrompt: '', width: size, height: size, seed: 0 },
    ...{ steps: 12, guidance: 4, sampler: 'dpmpp_2m', scheduler: 'karras' },
    controlStrength: 1,
    control: { kind: 'pose', pose: presetPose('waving', { width: size, height: size }) },
  };
  const times = new Map<string, number[]>();
  const pictures = new Map<string, RgbaImage[]>();
  for (const change of Object.values(METHODS)) await engine.generate({ ...base, ...change });
  for (let round = 0; round < ROUNDS; round++) {
    for (const seed of SEEDS) {
      for (const [name, change] of Object.entries(METHODS)) {
        const { pictures: made, timings } = await engine.generate({ ...base, ...change, seed });
        add(times, name, timings.total - (timings.stages.preparing ?? 0));
        if (round === 0) add(pictures, name, made[0].image);
      }
    }
  }
  await engine.release();
  const usual = pictures.get('as it is') ?? [];
  const usualTime = least(times.get('as it is'));
  const report = Object.keys(METHODS).map((method) => ({
    method,
    timeRatio: Number((least(times.get(method)) / usualTime).toFixed(2)),
    likenessDecibels: Number(likeness(pictures.get(method) ?? [], usual).toFixed(1)),
  }));
  console.log(JSON.stringify(report, null, 2));
}

function add<T>(lists: Map<string, T[]>, name: string, value: T): void {
  lists.set(name, [...(lists.get(name) ?? []), value]);
}

/** The least disturbed run. */
function least(values: readonly number[] = []): number {
  return Math.min(...values);
}

/** Peak signal-to-noise ratio over all pictures together, in dB. */
function likeness(ours: readonly RgbaImage[], usual: readonly RgbaImage[]): number {
  let squared = 0;
  let count = 0;
  for (const [i, { data }] of ours.entries()) {
    data.forEach((value, at) => (squared += (value - (usual[i]?.data[at] ?? 0)) ** 2));
    count += data.length;
  }
  return 10 * Math.log10(255 ** 2 / (squared / count));
}

try {
  await main(parseOptions(process.argv));
} catch (error) {
  exitWith(error);
}
