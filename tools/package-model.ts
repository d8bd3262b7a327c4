/*
 * Packs a diffusers folder for the page: `npm run package-model -- --model DIR --out DIR`. Configs and tokenizer are
 * copied, each network's weights are quantized into one packed file, and a manifest's list of files is brought up to date.
 */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { knownBytes, type ManifestFile, parseManifest } from '../core/manifest/index.ts';
import { type PackedTensorReport, WEIGHT_POLICIES, type WeightPolicy } from '../core/quantize/index.ts';
import { ArmatureError } from '../core/result/index.ts';
import { type ModelFolder, subfolder } from '../workers/engine/model-folder.ts';
import { openModel } from '../workers/engine/model.ts';
import { exitWith } from './cli/failures.ts';
import { existingFolder, nodeFolder } from './cli/node-folder.ts';
import { type PackedNetwork, packNetworks } from './cli/pack-networks.ts';
import { parseArguments } from './cli/parse-arguments.ts';

interface Options {
  readonly model: string;
  readonly controlnet?: string;
  readonly out: string;
  readonly policy: WeightPolicy;
  readonly manifest?: string;
  readonly id?: string;
}

function parseOptions(argv: readonly string[]): Options {
  const command = new Command('package-model')
    .description('Quantize a diffusers folder into the files that the page loads.')
    .requiredOption('--model <dir>', 'diffusers folder')
    .option('--controlnet <dir>', 'folder of the ControlNet (default: "controlnet" in the model, if any)')
    .requiredOption('--out <dir>', 'folder to write')
    .addOption(
      new Option('--policy <name>', 'storage of the weights').choices(WEIGHT_POLICIES).default('int8'),
    )
    .option('--manifest <file>', 'manifest whose entry is to list the files')
    .option('--id <id>', 'id of that entry');
  const options = parseArguments(command, argv).opts<Options>();
  if ((options.manifest === undefined) === (options.id === undefined)) return options;
  throw new ArmatureError({ code: 'bad-request', message: '--manifest and --id go together.' });
}

async function main(options: Options): Promise<void> {
  if (resolve(options.out) === resolve(options.model)) {
    throw new ArmatureError({ code: 'bad-request', message: '--out must be another folder than --model.' });
  }
  const folder = await existingFolder(options.model);
  const given = options.controlnet === undefined ? undefined : await existingFolder(options.controlnet);
  const controlnet = given ?? subfolder(folder, 'controlnet');
  const { policy, out } = options;
  const model = await openModel({ model: folder, ...(given && { controlNet: given }), policy });
  const copied = [
    ...(await copyDocuments(folder, out, await documentsOf(folder))),
    ...(
      await copyDocuments(controlnet, join(out, 'controlnet'), model.controlNet ? ['config.json'] : [])
    ).map((path) => `controlnet/${path}`),
  ];
  const part = (name: string): ModelFolder => subfolder(folder, name);
  const folders = { text_encoder: part('text_encoder'), unet: part('unet'), controlnet, vae: part('vae') };
  const networks = await packNetworks({ model, folders, policy, out });
  await openModel({ model: nodeFolder(out), policy });
  for (const network of networks) console.log(summary(network));
  const files = await Promise.all([...copied, ...networks.map(({ path }) => path)].sort().map(listed(out)));
  const total = knownBytes(files).bytes;
  console.log(`${files.length} files, ${megabytes(total)} in all`);
  if (options.manifest !== undefined && options.id !== undefined) {
    await updateManifest(options.manifest, options.id, files);
  } else {
    console.log(JSON.stringify(files, null, 2));
  }
}

/** The small files of a model. `tokenizer.json` says all that vocabulary and merges say. */
async function documentsOf(folder: ModelFolder): Promise<string[]> {
  const whole = await folder.open('tokenizer/tokenizer.json');
  const settings = await folder.open('tokenizer/tokenizer_config.json');
  return [
    ...(whole ? ['tokenizer/tokenizer.json'] : ['tokenizer/vocab.json', 'tokenizer/merges.txt']),
    ...(settings ? ['tokenizer/tokenizer_config.json'] : []),
    'scheduler/scheduler_config.json',
    'text_encoder/config.json',
    'unet/config.json',
    'vae/config.json',
  ];
}

async function copyDocuments(from: ModelFolder, to: string, paths: readonly string[]): Promise<string[]> {
  for (const path of paths) {
    const target = join(to, path);
    await mkdir(dirname(target), { recursive: true });
    await copyFile(join(from.label, path), target);
  }
  return [...paths];
}

/** One line: size, and the error of quantization as norm of the difference over norm, by kind of storage. */
function summary({ path, size, tensors }: PackedNetwork): string {
  const formats = [...new Set(tensors.map(({ format }) => format))];
  const errors = formats.map((format) => {
    const ofFormat = tensors.filter((tensor) => tensor.format === format);
    const worst = ofFormat.reduce((a, b) => (b.relativeError > a.relativeError ? b : a));
    return `${ofFormat.length} ${format}${worst.relativeError > 0 ? ` (${errorOf(ofFormat, worst)})` : ''}`;
  });
  return `${path}: ${megabytes(size)}; ${errors.join(', ')}`;
}

function errorOf(tensors: readonly PackedTensorReport[], worst: PackedTensorReport): string {
  const mean = tensors.reduce((sum, { relativeError }) => sum + relativeError, 0) / tensors.length;
  return `mean error ${mean.toExponential(1)}, worst ${worst.relativeError.toExponential(1)} in ${worst.tensor}`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}

function listed(folder: string): (path: string) => Promise<ManifestFile> {
  return async (path) => {
    const content = await readFile(join(folder, path));
    return { path, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
  };
}

async function updateManifest(path: string, id: string, files: readonly ManifestFile[]): Promise<void> {
  const manifest = parseManifest(JSON.parse(await readFile(path, 'utf8')));
  if (!manifest.models.some((model) => model.id === id)) {
    throw new ArmatureError({ code: 'bad-request', message: `${path} has no model "${id}".` });
  }
  const models = manifest.models.map((model) => (model.id === id ? { ...model, files } : model));
  const json = JSON.stringify({ ...manifest, models }, null, 2);
  await writeFile(path, `${listsOfNumbersInline(json)}\n`);
  console.log(`${path}: updated ${id}`);
}

function listsOfNumbersInline(json: string): string {
  return json.replace(/\[[\s\d,]+\]/g, (list) =>
    list.replace(/\s+/g, ' ').replace('[ ', '[').replace(' ]', ']'),
  );
}

try {
  await main(parseOptions(process.argv));
} catch (error) {
  exitWith(error);
}
