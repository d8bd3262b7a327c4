/*
 * How far a run is, as the page shows it.
 */
import type { RgbaImage } from '../../../core/image/index.ts';
import type { JobStore } from '../../state/job.ts';
import { remoteWords } from '../../words/remote.ts';
import type { RemoteProgress } from './run.ts';

/** Decodes a picture file; rejects with an ArmatureError. */
export type Decode = (file: Uint8Array) => Promise<RgbaImage>;

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
