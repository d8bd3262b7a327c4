/*
 * Stable Diffusion 1.5 at full size on the CPU kernels, stage by stage, against diffusers:
 * `npm run bench:sd15 -- --models DIR`. The models and the reference are made by tools/full_size. Each stage runs in a
 * process of its own, so that peaks of memory are told apart. Prints one JSON object a line.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { WEIGHT_POLICIES, type WeightPolicy } from '../../core/quantize/index.ts';
import { exitWith } from '../cli/failures.ts';
import { parseArguments } from '../cli/parse-arguments.ts';
import { measureStage, type StageMeasurement, type StageName, STAGES } from './sd15/stage.ts';

interface Options {
  readonly models: string;
  readonly reference?: string;
  readonly policies: readonly WeightPolicy[];
  readonly stages: readonly StageName[];
  readonly sizes: readonly string[];
  /** Measure the one stage that is named in this process. */
  readonly here: boolean;
}

function parseOptions(argv: readonly string[]): Options {
  const command = new Command('bench:sd15')
    .description('Measure Stable Diffusion 1.5 at full size, against diffusers.')
    .requiredOption('--models <dir>', 'folder that tools/full_size/make_models.py wrote')
    .option('--reference <file>', 'what reference.py wrote (default: reference.safetensors in that folder)')
    .addOption(
      new Option('--policies <names...>', 'how weights are stored')
        .choices(WEIGHT_POLICIES)
        .default(['f16', 'int8', 'int4']),
    )
    .addOption(new Option('--stages <names...>', 'networks').choices(STAGES).default(STAGES))
    .addOption(
      new Option('--sizes <px...>', 'sides of the picture').choices(['256', '512']).default(['256', '512']),
    )
    .addOption(new Option('--here').default(false).hideHelp());
  return parseArguments(command, argv).opts<Options>();
}

async function main(options: Options): Promise<void> {
  const reference = options.reference ?? join(options.models, 'reference.safetensors');
  for (const stage of options.stages) {
    for (const policy of options.policies) {
      for (const size of stage === 'text' ? options.sizes.slice(0, 1) : options.sizes) {
        if (!options.here) runApart({ ...options, reference }, { stage, policy, size });
        else
          print(
            stage,
            policy,
            size,
            await measureStage({ models: options.models, reference, stage, policy, pixels: Number(size) }),
          );
      }
    }
  }
}

function runApart(
  { models, reference }: Options & { readonly reference: string },
  { stage, policy, size }: { stage: StageName; policy: WeightPolicy; size: string },
): void {
  const places = ['--models', models, '--reference', reference];
  const one = ['--stages', stage, '--policies', policy, '--sizes', size, '--here'];
  const { status } = spawnSync(
    process.execPath,
    [...process.execArgv, import.meta.filename, ...places, ...one],
    { stdio: 'inherit' },
  );
  if (status !== 0) console.log(JSON.stringify({ stage, policy, size, failed: true }));
}

function print(stage: StageName, policy: WeightPolicy, size: string, measured: StageMeasurement): void {
  const inMegabytes = (bytes: number): number => Math.round(bytes / 1e6);
  console.log(
    JSON.stringify({
      stage,
      policy,
      ...(stage !== 'text' && { size: Number(size) }),
      relativeError: Number(measured.relativeError.toExponential(1)),
      packSeconds: Number(measured.packSeconds.toFixed(1)),
      createSeconds: Number(measured.createSeconds.toFixed(1)),
      runSeconds: Number(measured.runSeconds.toFixed(1)),
      packedMB: inMegabytes(measured.packedBytes),
      heapMB: inMegabytes(measured.heapBytes),
      residentMB: inMegabytes(measured.residentBytes),
    }),
  );
}

try {
  await main(parseOptions(process.argv));
} catch (error) {
  exitWith(error);
}
