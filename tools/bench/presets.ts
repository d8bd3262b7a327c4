/*
 * What the manifest's fast presets save with Stable Diffusion 1.5: `npm run bench:presets -- --models DIR`. How often the
 * denoiser is asked is counted, by a run of each sampler; DIR (tools/full_size) gives the seconds of a guided step and of all
 * else, from pictures of one and of two steps. A LoRA changes weights and no graph, so its own file is not needed for that.
 */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { type LoraEntry, type ModelEntry } from '../../core/manifest/index.ts';
import { presetPose } from '../../core/pose/index.ts';
import { WEIGHT_POLICIES, type WeightPolicy } from '../../core/quantize/index.ts';
import type { GenerateRequest } from '../../core/request/index.ts';
import { invariant } from '../../core/result/index.ts';
import { exitWith } from '../cli/failures.ts';
import { openNodeEngine } from '../cli/node-engine.ts';
import { existingFolder } from '../cli/node-folder.ts';
import { numberFrom, parseArguments } from '../cli/parse-arguments.ts';
import { readManifest } from '../cli/read-inputs.ts';
import { countCalls } from './count-calls.ts';

interface Options {
  readonly models?: string;
  readonly size: number;
  readonly policy: WeightPolicy;
  readonly threads: number;
}

function parseOptions(argv: readonly string[]): Options {
  const command = new Command('bench:presets')
    .description('Count and measure what the fast presets save with Stable Diffusion 1.5.')
    .option(
      '--models <dir>',
      'folder that tools/full_size/make_models.py wrote; without it calls are only counted',
    )
    .option('--size <px>', 'side of the picture', numberFrom, 256)
    .addOption(
      new Option('--policy <name>', 'storage of the weights').choices(WEIGHT_POLICIES).default('int8'),
    )
    .option('--threads <number>', 'threads of the runtime', numberFrom, availableParallelism());
  return parseArguments(command, argv).opts<Options>();
}

async function main(options: Options): Promise<void> {
  const { models, addons } = await readManifest();
  const model = models.find(({ builtIn }) => !builtIn);
  invariant(model, 'The manifest lists a model to download.');
  const presets = addons.filter((addon): addon is LoraEntry => addon.kind === 'lora' && !addon.models);
  const ways = [
    { way: 'full quality', settings: model.defaults },
    ...presets.flatMap(({ preset }) => (preset ? [{ way: preset.label, settings: preset }] : [])),
  ];
  const counted = await Promise.all(
    ways.map(async ({ way, settings }) => ({ way, ...(await countCalls(settings)) })),
  );
  const seconds = options.models === undefined ? undefined : await secondsOf(options.models, model, options);
  const full = counted[0]?.runs ?? 0;
  const report = counted.map(({ runs, ...rest }) => ({
    ...rest,
    runs,
    runsRatio: ratio(runs, full),
    ...(seconds && {
      timeRatio: ratio(seconds.rest + runs * seconds.step, seconds.rest + full * seconds.step),
    }),
  }));
  console.log(JSON.stringify({ model: model.id, ...(seconds && { seconds }), report }, null, 2));
}

/** Seconds of a guided step, and of a picture without its steps. */
async function secondsOf(
  folder: string,
  { defaults }: ModelEntry,
  { size, policy, threads }: Options,
): Promise<{ readonly step: number; readonly rest: number }> {
  const engine = await openNodeEngine({
    model: await existingFolder(join(folder, 'diffusers')),
    ...{ policy, threads },
  });
  const request: GenerateRequest = {
    ...defaults,
    ...{ seed: 0, width: size, height: size, controlStrength: 1 },
    control: { kind: 'pose', pose: presetPose('standing', { width: size, height: size }) },
  };
  const timeOf = async (steps: number): Promise<number> => {
    const { timings } = await engine.generate({ ...request, steps });
    return (timings.total - (timings.stages.preparing ?? 0)) / 1000;
  };
  const one = await timeOf(1);
  const two = await timeOf(2);
  await engine.release();
  return { step: two - one, rest: 2 * one - two };
}

function ratio(part: number, whole: number): number {
  return Number((part / whole).toFixed(2));
}

try {
  await main(parseOptions(process.argv));
} catch (error) {
  exitWith(error);
}
