/*
 * Packs a keypoint detector that tools/train made: `npm run package-detector -- --model DIR --out DIR --manifest FILE`.
 * Writes its quantized weights beside its config and brings its entry in the manifest up to date.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Command, Option } from 'commander';
import { type ManifestFile, parseManifest } from '../core/manifest/index.ts';
import { authorKeypointHourglass, parseKeypointHourglassConfig } from '../core/models/index.ts';
import { packToMemory, planPacking, WEIGHT_POLICIES, type WeightPolicy } from '../core/quantize/index.ts';
import { ArmatureError } from '../core/result/index.ts';
import { openSafetensors, stateDictOf } from '../core/weights/index.ts';
import { openWeights, readConfig } from '../workers/engine/component.ts';
import { exitWith } from './cli/failures.ts';
import { manifestJson } from './cli/manifest-json.ts';
import { existingFolder } from './cli/node-folder.ts';
import { parseArguments } from './cli/parse-arguments.ts';

interface Options {
  readonly model: string;
  readonly out: string;
  readonly manifest: string;
  readonly policy: WeightPolicy;
}

function parseOptions(argv: readonly string[]): Options {
  const command = new Command('package-detector')
    .description('Quantize a keypoint detector into the files that the page loads.')
    .requiredOption('--model <dir>', 'folder with config.json and model.safetensors')
    .requiredOption('--out <dir>', 'folder to write')
    .requiredOption('--manifest <file>', 'manifest that lists the detector by the name of that folder')
    .addOption(
      new Option('--policy <name>', 'storage of the weights').choices(WEIGHT_POLICIES).default('int8'),
    );
  return parseArguments(command, argv).opts<Options>();
}

async function main({ model, out, manifest, policy }: Options): Promise<void> {
  const folder = await existingFolder(model);
  const json = await readConfig(folder);
  const config = parseKeypointHourglassConfig(json, `${model}/config.json`);
  const side = config.input_size;
  const { weights } = authorKeypointHourglass(config, { batch: 1, height: side, width: side, policy });
  const { source, label } = await openWeights(folder);
  const state = stateDictOf(await openSafetensors(source, label));
  const { file, reports } = await packToMemory(planPacking(weights, state, { policy }));
  await mkdir(out, { recursive: true });
  const texts = new TextEncoder().encode(`${JSON.stringify(json, null, 2)}\n`);
  const contents = { 'config.json': texts, 'model.safetensors': file };
  for (const [path, bytes] of Object.entries(contents)) await writeFile(join(out, path), bytes);
  const worst = Math.max(...reports.map(({ relativeError }) => relativeError));
  console.log(`${file.length} bytes; the worst weight is off by ${worst.toExponential(1)} of its norm`);
  await updateManifest(manifest, basename(out), Object.entries(contents).map(listed));
}

function listed([path, bytes]: [string, Uint8Array]): ManifestFile {
  return { path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

async function updateManifest(path: string, id: string, files: readonly ManifestFile[]): Promise<void> {
  const text = await readFile(path, 'utf8');
  if (!parseManifest(JSON.parse(text)).detectors.some((detector) => detector.id === id)) {
    throw new ArmatureError({
      code: 'bad-request',
      message: `${path} lists no detector ${id}.`,
      next: 'Add its entry first.',
    });
  }
  // What is not said in the file is not to be said by us.
  const manifest = JSON.parse(text) as { detectors: { id: string }[] };
  const detectors = manifest.detectors.map((entry) => (entry.id === id ? { ...entry, files } : entry));
  await writeFile(path, manifestJson({ ...manifest, detectors }));
}

try {
  await main(parseOptions(process.argv));
} catch (error) {
  exitWith(error);
}
