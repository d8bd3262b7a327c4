/*
 * Files that the person brings: told what they are, and stored as a model or an addon of their own. What such a file
 * lacks comes from a model like it: a single-file checkpoint has no tokenizer, a UNet no text encoder.
 */
import {
  type CheckpointComponent,
  inferConfigs,
  inferScheduler,
  standardConfigs,
  leftOver,
  recognise,
  recogniseBytes,
  type Recognised,
} from '../../core/checkpoints/index.ts';
import type { ImportReport, ImportRequest, StoreProgress } from '../../core/contract/index.ts';
import {
  addressOf,
  type AddonEntry,
  type ManifestFile,
  type ModelEntry,
  type StorableEntry,
} from '../../core/manifest/index.ts';
import { ArmatureError, invariant } from '../../core/result/index.ts';
import { type ByteSource, memorySource, openSafetensors, stateDictOf } from '../../core/weights/index.ts';
import { named, words } from '../../core/words/index.ts';
import { describeItem } from './describe.ts';
import type { FileStore } from './file-store.ts';
import type { StoreLocks } from './lock.ts';
import { folderOf, readRecord } from './record.ts';
import { FETCH_MANNER } from './remote/attempts.ts';
import { openRemote } from './remote/remote-file.ts';
import { sha256 } from './sha256.ts';
import type { OpenedSource, OpenSource } from './store-file.ts';
import { storeModel } from './store-model.ts';

/** An import and its surroundings. */
export interface ImportOrder extends ImportRequest {
  readonly store: FileStore;
  readonly locks: StoreLocks;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: StoreProgress) => void;
  /** Milliseconds, from any start. */
  readonly clock: () => number;
}

/** A file that was recognised. */
interface Brought {
  readonly order: ImportOrder;
  readonly source: ByteSource;
  readonly recognised: Recognised;
  /** Documents that stand for what the file leaves unsaid, by path. */
  readonly documents: ReadonlyMap<string, Uint8Array>;
  readonly id: string;
}

/** Two checkpoints may share whole networks: samples all over the file tell them apart. */
const SAMPLES = 128;
const SAMPLE_BYTES = 16 * 1024;
const WEIGHTS: Readonly<Record<CheckpointComponent, string>> = {
  text_encoder: 'text_encoder/model.safetensors',
  unet: 'unet/diffusion_pytorch_model.safetensors',
  vae: 'vae/diffusion_pytorch_model.safetensors',
  controlnet: 'controlnet/diffusion_pytorch_model.safetensors',
};
const NAMES: Readonly<Record<CheckpointComponent, string>> = {
  text_encoder: 'text encoder',
  unet: 'UNet',
  vae: 'autoencoder',
  controlnet: 'ControlNet',
};

/**
 * Stores a file that the person brought.
 *
 * @throws ArmatureError `unsupported-model` saying what the file is, `bad-weights` naming what is wrong with it, and what
 *   storing throws
 */
export async function importFile(order: ImportOrder): Promise<ImportReport> {
  const { file, store, locks, policy, signal, onProgress, clock } = order;
  const source = pickedSource(file);
  recogniseBytes(await source.read(0, Math.min(32, source.size)), file.name);
  const opened = await openSafetensors(source, file.name);
  const recognised = recognise(opened);
  const state = stateDictOf(opened);
  const documents = new Map(
    Object.entries(inferConfigs(state, recognised)).map(([component, config]) => [
      recognised.kind === 'tiny-autoencoder' ? 'preview_decoder/config.json' : `${component}/config.json`,
      documentOf(config),
    ]),
  );
  // One network alone goes by the model that it is joined with, unless it says otherwise.
  const scheduler =
    inferScheduler(opened) ?? (recognised.kind === 'checkpoint' ? standardConfigs.scheduler : undefined);
  if (scheduler && documents.has('unet/config.json'))
    documents.set('scheduler/scheduler_config.json', documentOf(scheduler));
  const id = idFor(file.name, await sampleDigest(source));
  const brought = { order, source, recognised, documents, id };
  const entry = await entryFor(brought);
  const record = await locks.writing({ id, signal, emit: onProgress }, (tell) =>
    storeModel({
      ...{ store, entry, policy, signal, clock, onProgress: tell },
      open: sourcesOf(brought, entry),
      sourceName: ({ path, source: from }) => (from === undefined ? file.name : `${order.like.id}: ${path}`),
    }),
  );
  return { item: describeItem(record), what: describe(recognised), unused: leftOver(state, recognised) };
}

async function entryFor(brought: Brought): Promise<StorableEntry> {
  const { recognised } = brought;
  switch (recognised.kind) {
    case 'refused':
      throw new ArmatureError(recognised.failure);
    case 'packed':
      throw new ArmatureError({
        code: 'unsupported-model',
        message: words`${brought.order.file.name} is one part of a packed model, which is of no use by itself.`,
        next: words`Open the checkpoint that it was packed from, or list the packed model in models-manifest.json.`,
      });
    case 'lora':
      return { ...addonOf(brought, [{ path: 'lora.safetensors' }]), kind: 'lora', builtIn: false };
    case 'tiny-autoencoder':
      return {
        ...addonOf(brought, [
          ...documentsOf(brought),
          { path: 'preview_decoder/diffusion_pytorch_model.safetensors' },
        ]),
        kind: 'preview-decoder',
      };
    case 'controlnet':
      return {
        ...addonOf(brought, [...documentsOf(brought), { path: WEIGHTS.controlnet }]),
        kind: 'controlnet',
      };
    default:
      return modelOf(brought, recognised.places);
  }
}

type OwnAddon = Extract<AddonEntry, { kind: 'controlnet' }>;

function addonOf({ order, id }: Brought, files: ManifestFile[]): Omit<OwnAddon, 'kind'> {
  return { id, files, ...ownEntry(order.file.name), family: 'stable-diffusion-1' };
}

/** A model whose missing parts come from the one that it is like. */
async function modelOf(
  brought: Brought,
  places: readonly { readonly component: CheckpointComponent }[],
): Promise<ModelEntry> {
  const { order, id } = brought;
  const { like, store, file } = order;
  const own = new Set(places.map(({ component }) => component));
  const lacking = (['text_encoder', 'unet', 'vae'] as const).filter((component) => !own.has(component));
  const stored = await readRecord(store, like.id);
  if (lacking.length > 0 && !stored) {
    throw new ArmatureError({
      code: 'unsupported-model',
      message: words`${file.name} has no ${lacking.map((component) => named(NAMES[component])).reduce((list, next) => words`${list} and no ${next}`)}.`,
      next: words`Download ${like.label} first, which has them, and open the file again.`,
    });
  }
  const folders = new Set<string>(['tokenizer', 'scheduler', ...lacking]);
  const taken = like.files.filter(({ path, onDemand }) => {
    const present = stored?.files.some((file) => file.path === path) ?? false;
    if (brought.documents.has(path)) return false;
    return folders.has(path.slice(0, path.indexOf('/'))) && (present || !onDemand);
  });
  return {
    ...like,
    ...ownEntry(file.name),
    id,
    builtIn: false,
    sources: { like: { repo: 'model/like', revision: like.id, license: like.license } },
    files: [
      ...taken.map(({ path }) => ({ path, source: 'like' })),
      ...documentsOf(brought),
      ...[...own].map((component) => ({ path: WEIGHTS[component] })),
    ],
  };
}

function ownEntry(name: string): Pick<ModelEntry, 'label' | 'description' | 'license' | 'sources'> {
  return {
    label: name.replace(/\.safetensors$/i, '') || 'Model without a name',
    description: 'A file of your own.',
    license: { name: 'as its author says' },
    sources: {},
  };
}

function documentOf(config: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(config));
}

function documentsOf({ documents }: Brought): ManifestFile[] {
  return [...documents.keys()].map((path) => ({ path }));
}

function sourcesOf({ order, source, documents }: Brought, entry: StorableEntry): OpenSource {
  const { like, store, places, signal } = order;
  const own = new Set(entry.files.filter((file) => file.source === undefined).map(({ path }) => path));
  return async (file, expected, onBytes) => {
    const document = documents.get(file.path);
    if (document) return atHand(memorySource(document));
    if (own.has(file.path)) return atHand(source);
    const kept = await store.open(`${folderOf(like.id)}/${file.path}`);
    if (kept) return atHand(kept);
    const listed = like.files.find(({ path }) => path === file.path);
    invariant(listed, 'What is neither in the file nor like the other model is not asked for.');
    return openRemote({
      url: addressOf(like, listed, places),
      label: file.path,
      listedBytes: listed.bytes,
      manner: FETCH_MANNER,
      ...{ signal, expected, onBytes },
    });
  };
}

function atHand(source: ByteSource): OpenedSource {
  return {
    size: source.size,
    read: (start, end) => source.read(start, end),
    expect: () => undefined,
    close: () => undefined,
  };
}

function pickedSource(file: ImportRequest['file']): ByteSource {
  return {
    size: file.size,
    async read(start, end) {
      try {
        return new Uint8Array(await file.slice(start, end).arrayBuffer());
      } catch (error) {
        throw new ArmatureError(
          {
            code: 'storage',
            message: words`${file.name} could not be read.`,
            next: words`It may have been moved or changed: choose it again.`,
            detail: String(error),
          },
          { cause: error },
        );
      }
    },
  };
}

async function sampleDigest(source: ByteSource): Promise<string> {
  const samples = new Uint8Array(SAMPLES * SAMPLE_BYTES + 8);
  new DataView(samples.buffer).setFloat64(0, source.size);
  for (let i = 0; i < SAMPLES; i++) {
    const start = Math.floor((i * Math.max(0, source.size - SAMPLE_BYTES)) / (SAMPLES - 1));
    samples.set(await source.read(start, Math.min(source.size, start + SAMPLE_BYTES)), 8 + i * SAMPLE_BYTES);
  }
  return sha256(samples);
}

function idFor(name: string, digest: string): string {
  const plain = name
    .toLowerCase()
    .replace(/\.safetensors$/, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `own-${plain || 'model'}-${digest.slice(0, 16)}`;
}

function describe(recognised: Recognised): string {
  switch (recognised.kind) {
    case 'checkpoint':
      return `A checkpoint with ${recognised.places.map(({ component }) => NAMES[component]).join(', ')}`;
    case 'lora': {
      const parts = recognised.components.map((component) => NAMES[component]).join(' and ');
      return `A LoRA that changes ${recognised.modules} layers of ${parts}`;
    }
    case 'tiny-autoencoder':
      return 'A decoder for previews';
    case 'packed':
    case 'refused':
      return 'A file that cannot be used';
    default:
      return `A ${NAMES[recognised.kind]}`;
  }
}
