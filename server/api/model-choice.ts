import { readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';
import type { LoadRequest } from '../../core/contract/index.ts';
import { entrySchema, type ModelEntry, parseManifest, usualModel } from '../../core/manifest/index.ts';
import { ArmatureError } from '../../core/result/index.ts';

/** A model as the engine's `load` wants it: an entry, and the file address that its `base` is relative to. */
export type ModelChoice = Pick<LoadRequest, 'model' | 'page'>;

const ROOT = resolve(import.meta.dirname, '../..');

const distilledSchema = v.object({ distilled_steps: v.pipe(v.number(), v.integer(), v.minValue(1)) });

/**
 * Finds the model to serve.
 *
 * @param folder - in the layout of diffusers, raw or as `npm run package-model` writes it; the built-in model unless given
 * @throws ArmatureError `file-missing` where there is no such folder, `bad-config`
 */
export async function chooseModel(folder?: string): Promise<ModelChoice> {
  if (folder === undefined) return builtIn();
  const info = await stat(folder).catch(() => undefined);
  if (!info?.isDirectory()) {
    throw new ArmatureError({
      code: 'file-missing',
      message: `There is no folder ${folder}.`,
      next: 'Give --model the folder of a model.',
    });
  }
  return { model: await entryOf(folder), page: addressOf(folder) };
}

async function builtIn(): Promise<ModelChoice> {
  const manifest = parseManifest(JSON.parse(await readFile(join(ROOT, 'models-manifest.json'), 'utf8')));
  const model = manifest.models.find((entry) => entry.builtIn);
  if (model) return { model, page: addressOf(join(ROOT, 'public')) };
  throw new ArmatureError({
    code: 'bad-config',
    message: 'models-manifest.json lists no built-in model.',
    next: 'Give --model the folder of a model.',
  });
}

function addressOf(folder: string): string {
  return `${pathToFileURL(resolve(folder)).href}/`;
}

async function entryOf(folder: string): Promise<ModelEntry> {
  const id = basename(resolve(folder))
    .toLowerCase()
    .replaceAll(/[^a-z0-9.-]+/g, '-');
  const { defaults, sizes, distilled } =
    (await packedEntry(folder)) ?? usualModel(await distilledSteps(folder));
  return {
    ...{ kind: 'model', id, label: id, description: '', family: 'stable-diffusion-1', builtIn: false },
    ...{ license: { name: 'as the authors of its parts say' }, sources: {}, files: [], policies: ['f32'] },
    ...{ defaults, sizes, distilled: distilled === true },
  };
}

/** How many steps a model says that it was distilled to; the engine is the one to complain of a broken file. */
export async function distilledSteps(folder: string): Promise<number | undefined> {
  const text = await readFile(join(folder, 'scheduler', 'scheduler_config.json'), 'utf8').catch(() => 'null');
  const parsed = v.safeParse(distilledSchema, jsonIn(text));
  return parsed.success ? parsed.output.distilled_steps : undefined;
}

/** What the packer wrote beside the files. */
async function packedEntry(folder: string): Promise<ModelEntry | undefined> {
  const text = await readFile(join(folder, 'manifest-entry.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const parsed = v.safeParse(entrySchema, jsonIn(text));
  if (parsed.success && parsed.output.kind === 'model') return parsed.output;
  throw new ArmatureError({
    code: 'bad-config',
    message: `${folder}/manifest-entry.json is not the entry of a model.`,
    next: 'Pack the model again, or remove that file.',
  });
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
