/*
 * What few steps gain with the built-in model: `npm run bench:few-steps -- --cases DIR --out DIR`. DIR of the cases is what
 * `python -m evaluate.cases` of tools/train writes. Every case is drawn in each way, in turn, in one process, so that the
 * ratios hold on a noisy machine; the pictures go to OUT/<way>/NN.png, where tools/train/evaluate judges them.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { type LoraEntry, type ModelEntry, type Sampling, samplingOf } from '../../core/manifest/index.ts';
import { encodePng } from '../../core/png/index.ts';
import type { GenerateRequest } from '../../core/request/index.ts';
import { invariant } from '../../core/result/index.ts';
import { type HeldOutCase, readCases } from '../cli/cases.ts';
import { exitWith } from '../cli/failures.ts';
import { type NodeEngine, openNodeEngine } from '../cli/node-engine.ts';
import { existingFolder, openLora } from '../cli/node-folder.ts';
import { numberFrom, parseArguments } from '../cli/parse-arguments.ts';
import { builtInLora, builtInModel, readManifest, readPose } from '../cli/read-inputs.ts';
import { countCalls } from './count-calls.ts';

interface Options {
  readonly cases: string;
  readonly out: string;
  readonly threads: number;
}

function parseOptions(argv: readonly string[]): Options {
  const command = new Command('bench:few-steps')
    .description('Measure few-step generation with the built-in model.')
    .requiredOption('--cases <dir>', 'folder that tools/train/evaluate/cases.py wrote')
    .requiredOption('--out <dir>', 'folder for the pictures')
    .option('--threads <number>', 'threads of the runtime', numberFrom, 1);
  return parseArguments(command, argv).opts<Options>();
}

/** A LoRA that took guidance in would be guided twice by more. */
const LITTLE_GUIDANCE = 2;

interface Way {
  readonly name: string;
  readonly settings: Sampling;
  readonly lora: boolean;
}

/**
 * Beside the ways of its own LoRA those with the settings of the presets that are to be downloaded: what each does to the
 * pictures of this model, with its LoRA where the preset does without guidance or nearly.
 */
function waysOf({ defaults }: ModelEntry, { preset }: LoraEntry, others: readonly LoraEntry[]): Way[] {
  invariant(preset, 'The LoRA of the built-in model has a preset.');
  return [
    { name: 'usual', settings: defaults, lora: false },
    { name: 'preset', settings: preset, lora: true },
    { name: 'preset-without-lora', settings: preset, lora: false },
    { name: 'lcm-with-lora', settings: { ...preset, sampler: 'lcm' }, lora: true },
    ...others.flatMap(({ id, preset: settings }) =>
      settings ? [{ name: `as-${id}`, settings, lora: settings.guidance < LITTLE_GUIDANCE }] : [],
    ),
  ];
}

async function main({ cases: folder, out, threads }: Options): Promise<void> {
  const { entry, folder: model } = await builtInModel();
  const { lora, path } = await builtInLora(entry.id);
  const common = { model: await existingFolder(model), threads, policy: 'f32' } as const;
  const plain = await openNodeEngine(common);
  const quick = await openNodeEngine({ ...common, loras: [await openLora(path, lora.preset?.weight ?? 1)] });
  const { addons } = await readManifest();
  const others = addons.filter((addon): addon is LoraEntry => addon.kind === 'lora' && !addon.builtIn);
  const ways = waysOf(entry, lora, others);
  const engineOf = (way: Way): NodeEngine => (way.lora ? quick : plain);
  const cases = await readCases(folder);
  const times = new Map(ways.map(({ name }) => [name, [] as number[]]));
  const requestOf = async (
    { pose, prompt, seed }: HeldOutCase,
    { settings }: Way,
  ): Promise<GenerateRequest> => ({
    ...entry.defaults,
    ...samplingOf(settings),
    ...{ prompt, seed, controlStrength: 1 },
    control: { kind: 'pose', pose: await readPose(pose) },
  });
  for (const way of ways) {
    await mkdir(join(out, way.name), { recursive: true });
    const [first] = cases;
    if (first) await engineOf(way).generate(await requestOf(first, way));
  }
  for (const which of cases) {
    for (const way of ways) {
      const { pictures, timings } = await engineOf(way).generate(await requestOf(which, way));
      times.get(way.name)?.push(timings.total - (timings.stages.preparing ?? 0));
      await writeFile(join(out, way.name, `${which.name}.png`), encodePng(pictures[0].image, {}));
    }
  }
  await Promise.all([plain.release(), quick.release()]);
  console.log(JSON.stringify(await reportOf(ways, times), null, 2));
}

async function reportOf(ways: readonly Way[], times: ReadonlyMap<string, readonly number[]>) {
  const usual = median(times.get('usual'));
  return Promise.all(
    ways.map(async ({ name, settings }) => ({
      way: name,
      ...(await countCalls(settings)),
      milliseconds: Math.round(median(times.get(name))),
      timeRatio: Number((median(times.get(name)) / usual).toFixed(2)),
    })),
  );
}

function median(values: readonly number[] = []): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

try {
  await main(parseOptions(process.argv));
} catch (error) {
  exitWith(error);
}
