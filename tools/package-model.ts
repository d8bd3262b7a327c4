/*
 * Packs a diffusers folder for the page: `npm run package-model -- --model DIR --out DIR`. Configs and tokenizer are
 * copied, each network's weights are quantized into one packed file, and the entry for models-manifest.json is written
 * beside them.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Command, Option } from 'commander';
import {
  knownBytes,
  type ManifestFile,
  type ModelEntry,
  parseManifest,
  onlySamplingOf,
  usualModel,
} from '../core/manifest/index.ts';
import { type PackedTensorReport, WEIGHT_POLICIES, type WeightPolicy } from '../core/quantize/index.ts';
import { ArmatureError } from '../core/result/index.ts';
import { type ModelFolder, subfolder } from '../workers/engine/model-folder.ts';
import { openModel } from '../workers/engine/model.ts';
import { exitWith } from './cli/failures.ts';
import { manifestJson } from './cli/manifest-json.ts';
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
  readonly label?: string;
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
    .option('--manifest <file>', 'manifest that is to list the model')
    .option('--id <id>', 'id of the entry (default: the name of the folder that is written)')
    .option('--label <words>', 'what the page calls a new entry (default: the id)');
  return parseArguments(command, argv).opts<Options>();
}

/** Above it nobody wants to wait for a CPU. */
const LARGE_BYTES = 256e6;

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
  const folders = {
    ...{ text_encoder: part('text_encoder'), unet: part('unet'), vae: part('vae') },
    ...(model.controlNet && { controlnet }),
    ...(model.previewDecoder && { preview_decoder: part('preview_decoder') }),
  };
  const networks = await packNetworks({ folders, policy, out });
  await openModel({ model: nodeFolder(out), policy });
  for (const network of networks) console.log(summary(network));
  const files = await Promise.all([...copied, ...networks.map(({ path }) => path)].sort().map(listed(out)));
  const total = knownBytes(files).bytes;
  console.log(`${files.length} files, ${megabytes(total)} in all`);
  const entry = newEntry(options, files, model.trained.distilledSteps);
  await writeFile(join(out, 'manifest-entry.json'), `${JSON.stringify(entry, null, 2)}\n`);
  if (options.manifest !== undefined) await updateManifest(options.manifest, entry);
}

/** What a host starts from; licence, sizes and defaults are for it to set right. */
function newEntry(
  { id: given, label, out, policy }: Options,
  files: ManifestFile[],
  distilledSteps: number | undefined,
): ModelEntry {
  const id =
    given ??
    basename(out)
      .toLowerCase()
      .replace(/[^a-z0-9.-]+/g, '-');
  const { bytes } = knownBytes(files);
  return {
    kind: 'model',
    id,
    label: label ?? id,
    description: '',
    family: 'stable-diffusion-1',
    builtIn: false,
    license: { name: 'as the authors of its parts say' },
    base: `models/${id}/`,
    sources: {},
    files,
    needs: { gpu: bytes > LARGE_BYTES, storageBytes: bytes },
    policies: [policy],
    ...usualModel(distilledSteps),
  };
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
    ...((await folder.open('preview_decoder/config.json')) ? ['preview_decoder/config.json'] : []),
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
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of createReadStream(join(folder, path)) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
    }
    return { path, bytes, sha256: hash.digest('hex') };
  };
}

type Listed = Pick<ModelEntry, 'id' | 'defaults' | 'files' | 'distilled'>;

/** Brings an entry's files up to date, with the only settings of a distilled model, or adds the entry. */
async function updateManifest(path: string, entry: ModelEntry): Promise<void> {
  const text = await readFile(path, 'utf8');
  parseManifest(JSON.parse(text));
  // What is not said in the file is not to be said by us.
  const manifest = JSON.parse(text) as { models: Listed[] };
  const known = manifest.models.some(({ id }) => id === entry.id);
  const { files, distilled } = entry;
  const sampling = onlySamplingOf(entry);
  const renewed = (model: Listed): Listed => {
    const defaults = { ...model.defaults, ...sampling };
    return { ...model, defaults, files, distilled };
  };
  const models = known
    ? manifest.models.map((model) => (model.id === entry.id ? renewed(model) : model))
    : [...manifest.models, entry];
  await writeFile(path, manifestJson({ ...manifest, models }));
  console.log(`${path}: ${known ? 'updated' : 'added'} ${entry.id}`);
}

try {
  await main(parseOptions(process.argv));
} catch (error) {
  exitWith(error);
}
