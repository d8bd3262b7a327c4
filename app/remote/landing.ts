/*
 * What comes from a back end, as the page shows it: progress, previews, pictures.
 */
import type { RgbaImage } from '../../core/image/index.ts';
import { ArmatureError, failureFrom } from '../../core/result/index.ts';
import type { JobStore } from '../state/job.ts';
import type { PagePicture } from '../state/picture.ts';
import { remoteWords } from '../words/remote.ts';
import { backendOf } from './accounts.ts';
import { relayedPicture } from './relay.ts';
import type { RemoteProgress, RemoteResult } from './run.ts';
import type { KeptRun } from './run-shelf.ts';

/** Decodes a picture file; rejects with an ArmatureError. */
type Decode = (file: Uint8Array) => Promise<RgbaImage>;

/** Shows the progress of a run in the job's store, and its previews as they are decoded. */
export function progressTo(job: JobStore, label: string, decode: Decode): (progress: RemoteProgress) => void {
  let drawing = false;
  let latest = 0;
  return (progress) => {
    drawing ||= progress.at === 'drawing';
    // A service that tells its share is asked for the run as well; that it waits is then no news.
    if (drawing && progress.at === 'waiting') return;
    const { job: now } = job.getState();
    if (now.status !== 'loading' && now.status !== 'running' && now.status !== 'remote') return;
    const preview = now.status === 'remote' ? now.preview : undefined;
    const share = progress.at === 'drawing' ? progress.share : progress.at === 'fetching' ? 1 : undefined;
    job.setState({
      job: {
        status: 'remote',
        words: remoteWords(label, progress),
        ...(share !== undefined && { share }),
        ...(preview && { preview }),
      },
    });
    if (progress.at === 'drawing' && progress.preview) void showPreview(progress.preview, ++latest);
  };

  async function showPreview(file: Uint8Array, number: number): Promise<void> {
    // A preview that cannot be read is none.
    const preview = await decode(file).catch(() => undefined);
    const { job: now } = job.getState();
    if (preview && number === latest && now.status === 'remote') job.setState({ job: { ...now, preview } });
  }
}

/** What a finished run is made into a picture from. */
export interface Shown {
  readonly run: KeptRun;
  readonly result: RemoteResult;
  readonly totalMs: number;
}

/**
 * Decodes the pictures of a run.
 *
 * @throws ArmatureError `remote-failed` where the browser cannot read one
 */
export async function pictureOf({ run, result, totalMs }: Shown, decode: Decode): Promise<PagePicture> {
  const { backendId, request, relayed, dollars, checkpoint = '' } = run;
  const { label, abilities } = backendOf(backendId);
  const { files, seed = request.seed, bill } = result;
  const [first, ...others] = await Promise.all(files.map((file) => decoded(file, label, decode)));
  if (!first) throw new ArmatureError({ code: 'internal', message: 'A run has at least one picture.' });
  return {
    images: [first, ...others],
    // A pose that was not sent is no part of what the picture was made from.
    request: { ...request, seed, ...(abilities.pose === 'ignored' && { control: { kind: 'none' } }) },
    totalMs,
    by: {
      kind: 'remote',
      backendId,
      label,
      model: checkpoint,
      ownSampling: abilities.samplers === undefined,
      ...(!relayed && { dollars: bill?.dollars ?? dollars }),
      ...(!relayed && bill?.creditsLeft !== undefined && { creditsLeft: bill.creditsLeft }),
    },
  };
}

async function decoded(file: Uint8Array, label: string, decode: Decode): Promise<RgbaImage> {
  try {
    return await decode(file);
  } catch (error) {
    throw new ArmatureError({
      code: 'remote-failed',
      message: `${label} sent a picture that the browser cannot read.`,
      next: 'Generate again, or choose another back end.',
      detail: failureFrom(error).message,
    });
  }
}

/** Where the page asks for pictures of services that its own server relays. */
export function pageUrlsOf(page: string): (url: string) => string {
  const { origin } = new URL(page);
  return (url) => (url.startsWith(`${origin}/`) ? url : relayedPicture(page, url));
}
