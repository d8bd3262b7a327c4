/*
 * The calls of the detector: the worker that finds people in a picture. It is a worker of its own, so that looking at a
 * picture does not take the generator's session away.
 */
import type { RgbaImage } from '../image/index.ts';
import type { DetectorEntry } from '../manifest/index.ts';
import type { Person } from '../pose/index.ts';
import type { LoadProgress } from './calls.ts';
import type { BackendChoice, BackendReport } from './capabilities.ts';

/** Which detector to bring up and where to run it. */
export interface DetectorLoadRequest {
  /** Fetched from beside the page where it is built in, else taken from the store. */
  readonly detector: DetectorEntry;
  /** Address that the entry's `base` is relative to, ending in a slash. */
  readonly page: string;
  readonly backend: BackendChoice;
}

/** A detector that is ready to look at pictures. */
export interface LoadedDetector {
  readonly detectorId: string;
  readonly backend: BackendReport;
}

/** A picture to look at. */
export interface DetectRequest {
  /** Any size. Transparent parts are seen as white. */
  readonly image: RgbaImage;
  /** The surest people are kept; 20 unless given. */
  readonly maxPeople?: number;
  /** Keypoints of less confidence, from 0 to 1, are left out; 0.3 unless given. */
  readonly minScore?: number;
}

/** Where a person is in the picture. */
export interface PersonBox {
  /** Left edge in px of the picture. */
  readonly x: number;
  /** Upper edge in px of the picture. */
  readonly y: number;
  /** In px. */
  readonly width: number;
  /** In px. */
  readonly height: number;
  /** How sure the detector is that there is a person, from 0 to 1. */
  readonly score: number;
}

/** Where the time of one detection went, in milliseconds. */
export interface DetectionTimings {
  readonly total: number;
  /** Inside the runtime's `session.run`, all networks together. */
  readonly inference: number;
}

/** What was found. No people is an answer, not a failure. */
export interface Detection {
  /** The surest first; keypoints in px of the picture, with their confidence. */
  readonly people: readonly Person[];
  /** As many as people, in the same order; absent where the detector gives no boxes. */
  readonly boxes?: readonly PersonBox[];
  readonly detectorId: string;
  readonly backend: BackendReport;
  readonly timings: DetectionTimings;
}

/** Every call that the page can make on the detector. `detect` before `load` is a `bad-request`. */
export interface DetectCalls {
  load: { input: DetectorLoadRequest; event: LoadProgress; output: LoadedDetector };
  detect: { input: DetectRequest; event: never; output: Detection };
}
