/*
 * Measures generation on the CPU with the built-in model and prints JSON: `npm run bench`. Times depend on the machine;
 * the ratios tell whether the code around the networks costs anything.
 */
import { availableParallelism, cpus } from 'node:os';
import { Command } from 'commander';
import type { StageName } from '../../core/contract/index.ts';
import { presetPose } from '../../core/pose/index.ts';
import type { GenerateRequest } from '../../core/request/index.ts';
import { exitWith } from '../cli/failures.ts';
import { openNodeEngine } from '../cli/node-engine.ts';
import { existingFolder } from '../cli/node-folder.ts';
import { numberFrom, parseArguments } from '../cli/parse-arguments.ts';
import { builtInModel } from '../cli/read-inputs.ts';

interface Options {
  readonly model?: string;
  readonly threads: number;
  readonly pictures: number;
}

function parseOptions(argv: readonly string[]): Options {
  const command = new Command('bench')
    .description('Measure generation on the CPU.')
    .option('--model <dir>', 'diffusers folder (default: the built-in model)')
    .option('--threads <number>', 'threads of the runtime', numberFrom, availableParallelism())
    .option('--pictures <number>', 'pictures to take the median of', numberFrom, 5);
  return parseArguments(command, argv).opts<Options>();
}

async function main({ model, threads, pictures }: Options): Promise<void> {
  const { entry, folder } = await builtInModel();
  const opening = performance.now();
  const engine = await openNodeEngine({
    model: await existingFolder(model ?? folder),
    threads,
    policy: 'f32',
  });
  const openMs = performance.now() - opening;
  const { width, height } = entry.defaults;
  const request: GenerateRequest = {
    ...entry.defaults,
    seed: 0,
    controlStrength: 1,
    control: { kind: 'pose', pose: presetPose('standing', { width, height }) },
  };
  const first = (await engine.generate(request)).timings;
  const runs: (typeof first)[] = [];
  for (let i = 0; i < pictures; i++) runs.push((await engine.generate(request)).timings);
  await engine.release();

  const total = median(runs.map((run) => run.total));
  const inference = median(runs.map((run) => run.inference));
  const stages = Object.keys(first.stages) as StageName[];
  const report = {
    machine: {
      processor: cpus()[0]?.model ?? 'unknown',
      processors: availableParallelism(),
      node: process.version,
    },
    setup: { model: model ?? entry.id, threads, width, height, steps: request.steps },
    firstPictureMs: {
      opening: rounded(openMs),
      preparing: rounded(first.stages.preparing ?? 0),
      total: rounded(first.total),
    },
    pictureMs: {
      total: rounded(total),
      ...Object.fromEntries(
        stages.map((stage) => [stage, rounded(median(runs.map((run) => run.stages[stage] ?? 0)))]),
      ),
    },
    stepMs: rounded(median(runs.map((run) => (run.stages.denoising ?? 0) / request.steps))),
    shareOutsideNetworks: Number((1 - inference / total).toFixed(4)),
  };
  console.log(JSON.stringify(report, null, 2));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function rounded(ms: number): number {
  return Number(ms.toFixed(1));
}

try {
  await main(parseOptions(process.argv));
} catch (error) {
  exitWith(error);
}
