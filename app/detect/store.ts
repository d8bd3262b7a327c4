import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Person } from '../../core/pose/index.ts';
import type { DetectorEntry } from '../../core/manifest/index.ts';
import type { Failure } from '../../core/result/index.ts';
import { isComplete, type ModelsState } from '../state/models.ts';
import type { Frame } from './read-frame.ts';

/** Where pictures come from. */
export const DETECT_SOURCES = ['picture', 'camera', 'video'] as const;

/** One of {@link DETECT_SOURCES}. */
export type DetectSource = (typeof DETECT_SOURCES)[number];

/** Who was seen in a frame. */
export interface Seen {
  readonly frame: Frame;
  /** The surest first, in px of the frame's image, with every point that has any confidence. */
  readonly people: readonly Person[];
  readonly detector: DetectorEntry;
  /** As many people were looked for. */
  readonly maxPeople: number;
}

/** What the person chose for what is seen. */
export interface DetectChoices {
  /** Points of less confidence, from 0 to 1, are unsure. */
  readonly threshold: number;
  /** Are unsure points left out of what is taken over? */
  readonly dropUnsure: boolean;
  readonly maxPeople: number;
  /** Does the canvas keep its size, or take the picture's aspect? */
  readonly canvas: 'keep' | 'picture';
  /** Is the picture put below the skeleton? */
  readonly asReference: boolean;
}

/** Which detector looks; remembered over a reload. */
export interface DetectorChoice {
  /** Undefined until the person chose one: the first that is stored then, or the built-in one. */
  readonly detectorId: string | undefined;
}

/** Looking for people in pictures. */
export interface DetectState extends DetectChoices, DetectorChoice {
  readonly open: boolean;
  readonly source: DetectSource;
  /** The file that the source `video` plays. */
  readonly video: File | undefined;
  /** Grows with each video, so that the same file is played anew when it is opened again. */
  readonly videosOpened: number;
  /** The still picture that people are taken from. */
  readonly frame: Frame | undefined;
  readonly seen: Seen | undefined;
  /** What is being done. */
  readonly work: 'none' | 'reading' | 'loading' | 'looking';
  readonly failure: Failure | undefined;
}

/** The store of {@link DetectState}. */
export type DetectStore = StoreApi<DetectState>;

/** Where nothing was seen yet. */
export const NOTHING_SEEN = {
  frame: undefined,
  seen: undefined,
  failure: undefined,
  work: 'none',
} as const satisfies Partial<DetectState>;

/** Makes the store. */
export function createDetectStore(known: DetectorChoice): DetectStore {
  return createStore<DetectState>(() => ({
    ...NOTHING_SEEN,
    open: false,
    source: 'picture',
    detectorId: known.detectorId,
    video: undefined,
    videosOpened: 0,
    threshold: 0.3,
    dropUnsure: true,
    maxPeople: 5,
    canvas: 'keep',
    asReference: false,
  }));
}

/** The detector in use: the chosen one, else the first that is stored, else the one that comes with the page. */
export function detectorInUse(
  state: Pick<ModelsState, 'manifest' | 'stored'>,
  detectorId: string | undefined,
): DetectorEntry | undefined {
  const { detectors } = state.manifest;
  return (
    detectors.find(({ id }) => id === detectorId) ??
    detectors.find(({ id }) => isComplete(state, id)) ??
    detectors.find(({ builtIn }) => builtIn)
  );
}

/** The detector that photographs are looked at with: the preferred one of those that do not come with the page. */
export function photographDetector({ manifest }: Pick<ModelsState, 'manifest'>): DetectorEntry | undefined {
  return manifest.detectors.find(({ builtIn }) => !builtIn);
}

/** Can it look now? */
export function isDetectorAtHand(
  state: Pick<ModelsState, 'stored'>,
  { id, builtIn }: Pick<DetectorEntry, 'id' | 'builtIn'>,
): boolean {
  return builtIn || isComplete(state, id);
}
