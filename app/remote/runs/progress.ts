/*
 * How far a run is, as the page shows it.
 */
import type { RgbaImage } from '../../../core/image/index.ts';
import type { JobStore } from '../../state/job.ts';
import { say } from '../../words/say.ts';
import type { RemoteProgress } from './run.ts';

/** Decodes a picture file; rejects with an ArmatureError. */
export type Decode = (file: Uint8Array) => Promise<RgbaImage>;

/** Shows the progress of a run in the job's store, and its previews as they are decoded. */
export function progressTo(job: JobStore, name: string, decode: Decode): (progress: RemoteProgress) => void {
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
        words: progressWords(name, progress),
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

/** Where a run elsewhere is. */
function progressWords(name: string, progress: RemoteProgress): string {
  switch (progress.at) {
    case 'uploading':
      return say`Sending the pictures to ${name}…`;
    case 'sent':
      return say`Sent to ${name}. It is drawing…`;
    case 'refused':
      return say`${name} gets too many requests. It is asked again in ${Math.ceil(progress.pauseMs / 1000)} s…`;
    case 'waiting':
      return say`Waiting at ${name}${ahead(progress.queued)}${remaining(progress.etaMs)}…`;
    case 'drawing':
      return say`${name} is drawing: ${Math.round(100 * progress.share)} %${remaining(progress.etaMs)}`;
    case 'fetching':
      return say`Fetching the picture from ${name}…`;
  }
}

/** The server counts this run as well, and tells nothing of whose the others are. */
function ahead(queued = 0): string {
  return queued < 2 ? '' : say`, ${queued} runs in its queue`;
}

function remaining(etaMs: number | undefined): string {
  return etaMs === undefined || etaMs < 1000 ? '' : say`, about ${Math.round(etaMs / 1000)} s left`;
}
