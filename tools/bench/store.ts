/*
 * `npm run bench:store -- --models DIR`: stores a full-size model from a server on this machine, as the page does, and
 * tells what each file took: time inside of it, bytes, and the most memory that JavaScript held.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { addressOf, type ManifestFile } from '../../core/manifest/index.ts';
import { WEIGHT_POLICIES, type WeightPolicy } from '../../core/quantize/index.ts';
import { FETCH_MANNER } from '../../workers/store/remote/attempts.ts';
import { openRemote } from '../../workers/store/remote/remote-file.ts';
import { storeModel } from '../../workers/store/store-model.ts';
import { exitWith } from '../cli/failures.ts';
import { startLocalHub, withoutKnownBytes } from '../cli/local-hub.ts';
import { nodeStore } from '../cli/node-store.ts';
import { parseArguments } from '../cli/parse-arguments.ts';

interface Options {
  readonly models: string;
  readonly policy: WeightPolicy;
  readonly work: string;
}

const SAMPLE_MS = 20;

function parseOptions(argv: readonly string[]): Options {
  const command = new Command('bench:store')
    .description('Store a full-size model and measure it.')
    .requiredOption('--models <dir>', 'diffusers folder of Stable Diffusion 1.5 with a ControlNet')
    .option('--work <dir>', 'where to write, for a while', '.')
    .addOption(new Option('--policy <name>').choices(WEIGHT_POLICIES).default('int8'));
  return parseArguments(command, argv).opts<Options>();
}

/** Bytes that JavaScript holds: objects and buffers. */
function held(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

async function main({ models, policy, work }: Options): Promise<void> {
  const hub = await startLocalHub(models);
  const target = await mkdtemp(join(work, 'armature-store-'));
  const entry = await withoutKnownBytes('stable-diffusion-1.5');
  const signal = new AbortController().signal;
  const sourceName = (file: ManifestFile): string => addressOf(entry, file, { page: '', hub: hub.url });
  const idle = held();
  let peak = 0;
  let phase = '';
  const spent = new Map<string, { ms: number; peak: number }>();
  let since = performance.now();
  const note = (next: string): void => {
    const now = performance.now();
    const before = spent.get(phase) ?? { ms: 0, peak: 0 };
    spent.set(phase, { ms: before.ms + now - since, peak: Math.max(before.peak, peak) });
    [phase, since, peak] = [next, now, 0];
  };
  const sampling = setInterval(() => (peak = Math.max(peak, held() - idle)), SAMPLE_MS);
  try {
    const record = await storeModel({
      ...{ store: nodeStore(target), entry, policy, signal, sourceName },
      clock: () => performance.now(),
      open: (file, expected, onBytes) =>
        openRemote({
          ...{ url: sourceName(file), label: file.path, listedBytes: file.bytes },
          ...{ signal, expected, onBytes, manner: FETCH_MANNER },
        }),
      onProgress: (progress) => {
        peak = Math.max(peak, held() - idle);
        const at = `${progress.phase} ${progress.item}`;
        if (at !== phase) note(at);
      },
    });
    note('');
    for (const [at, { ms, peak: most }] of spent) {
      if (ms > 500) console.log(`${at}: ${(ms / 1000).toFixed(1)} s, at most ${megabytes(most)} held`);
    }
    const stored = record.files.reduce((sum, { bytes }) => sum + bytes, 0);
    const read = record.files.reduce((sum, { source }) => sum + source.bytes, 0);
    const most = Math.max(...[...spent.values()].map(({ peak: value }) => value));
    console.log(
      `${policy}: ${megabytes(read)} read, ${megabytes(stored)} stored, at most ${megabytes(most)} held`,
    );
  } finally {
    clearInterval(sampling);
    hub.close();
    await rm(target, { recursive: true });
  }
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}

try {
  await main(parseOptions(process.argv));
  process.exit();
} catch (error) {
  exitWith(error);
}
