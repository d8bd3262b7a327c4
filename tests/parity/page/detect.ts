/*
 * Lets a test call the detector's worker as the page does.
 */
import { createDetector, spawnDetectWorker } from '../../../app/engine/detector.ts';
import type { BackendName, Detection } from '../../../core/contract/index.ts';
import type { DetectorEntry } from '../../../core/manifest/index.ts';
import { fixturePicture, withAlpha } from '../../drivers/detect-picture.ts';

declare global {
  interface Window {
    /** Looks at the fixtures' picture of a size with a detector that lies beside the page. */
    look: (
      entry: DetectorEntry,
      backend: BackendName,
      size: readonly [width: number, height: number],
    ) => Promise<Detection>;
    /** What a detector that cannot be loaded says. */
    failureOf: (entry: DetectorEntry, backend: BackendName) => Promise<unknown>;
  }
}

const detector = createDetector(spawnDetectWorker);
const page = new URL('/', location.href).href;

const lookAt = (
  entry: DetectorEntry,
  backend: BackendName,
  size: readonly [width: number, height: number],
): Promise<Detection> =>
  detector.look({
    load: { detector: entry, page, backend },
    request: { image: withAlpha(fixturePicture(...size)), minScore: 0 },
  });

window.look = lookAt;

window.failureOf = async (entry, backend) => {
  try {
    await lookAt(entry, backend, [64, 64]);
    return undefined;
  } catch (error) {
    return (error as { failure?: unknown }).failure;
  } finally {
    detector.stop();
  }
};
