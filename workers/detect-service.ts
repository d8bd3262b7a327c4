/*
 * The detector behind the contract: one detector, on one backend, at a time.
 */
import type {
  BackendChoice,
  BackendReport,
  DetectCalls,
  DetectorLoadRequest,
  LoadedDetector,
  LoadProgress,
} from '../core/contract/index.ts';
import { ArmatureError } from '../core/result/index.ts';
import { words } from '../core/words/index.ts';
import { type OpenDetector, openDetector } from './detect/detector.ts';
import type { DetectorSource } from './detect/source.ts';
import type { Runtime } from './runtime/index.ts';
import type { WorkerService } from './serve.ts';

/** What the service needs of the platform. */
export interface DetectSurroundings {
  /** Decides where to run. */
  report(choice: BackendChoice): Promise<BackendReport>;
  openRuntime(report: BackendReport): Promise<Runtime>;
  openSource(
    request: DetectorLoadRequest,
    signal: AbortSignal,
    onProgress: (progress: LoadProgress) => void,
  ): Promise<DetectorSource>;
  /** Tells versions of the same detector apart. */
  versionOf(detector: DetectorLoadRequest['detector']): Promise<string>;
  /** Milliseconds, from any start. */
  readonly clock: () => number;
}

interface Loaded {
  /** Everything that decides what was loaded. */
  readonly key: string;
  readonly answer: LoadedDetector;
  readonly detector: OpenDetector;
  readonly runtime: Runtime;
}

/** Makes the service that the detector's worker serves. */
export function createDetectService(surroundings: DetectSurroundings): WorkerService<DetectCalls> {
  const { clock } = surroundings;
  let loaded: Loaded | undefined;
  return {
    async load(request, { signal, emit }) {
      const { detector } = request;
      const report = await surroundings.report(request.backend);
      const key = JSON.stringify([detector, report.backend, await surroundings.versionOf(detector)]);
      if (loaded?.key === key) return loaded.answer;
      const before = loaded;
      loaded = undefined;
      await before?.detector.release();
      before?.runtime.dispose();
      const source = await surroundings.openSource(request, signal, emit);
      try {
        emit({ phase: 'preparing', item: report.backend, bytes: 1, totalBytes: 1 });
        const answer = { detectorId: detector.id, backend: report };
        loaded = { key, answer, ...(await open(surroundings, { request, report, source })) };
        return answer;
      } finally {
        // The runtime has read the files.
        source.release();
      }
    },
    async detect(request, { signal }) {
      if (!loaded) {
        throw new ArmatureError({
          code: 'bad-request',
          message: words`No detector is loaded.`,
          next: words`Choose a detector first.`,
        });
      }
      const { detector, runtime, answer } = loaded;
      runtime.takeInferenceTime();
      const started = clock();
      const sighting = await detector.look(request, signal);
      const inference = runtime.takeInferenceTime();
      return { ...sighting, ...answer, timings: { total: clock() - started, inference } };
    },
  };
}

interface Opening {
  readonly request: DetectorLoadRequest;
  readonly report: BackendReport;
  readonly source: DetectorSource;
}

async function open(
  surroundings: DetectSurroundings,
  { request, report, source }: Opening,
): Promise<Pick<Loaded, 'detector' | 'runtime'>> {
  const runtime = await surroundings.openRuntime(report);
  try {
    const { folder } = source;
    return { runtime, detector: await openDetector({ entry: request.detector, folder, runtime }) };
  } catch (error) {
    runtime.dispose();
    throw error;
  }
}
