/*
 * A detector that is open: looks at pictures, one after the other.
 */
import type { DetectRequest, PersonBox } from '../../core/contract/index.ts';
import { flatten, type FoundPerson, type ScoredBox } from '../../core/detect/index.ts';
import type { DetectorEntry } from '../../core/manifest/index.ts';
import type { Person } from '../../core/pose/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { type Words, words } from '../../core/words/index.ts';
import type { ModelFolder } from '../engine/model-folder.ts';
import type { Runtime } from '../runtime/index.ts';
import { PIPELINES } from './pipelines.ts';

/** A detector's files and what runs them. */
export interface DetectorOrder {
  readonly entry: Pick<DetectorEntry, 'pipeline' | 'keypoints' | 'inputSize'>;
  readonly folder: ModelFolder;
  readonly runtime: Runtime;
}

/** A detector that is open. */
export interface OpenDetector {
  /**
   * Finds the people in a picture.
   *
   * @throws ArmatureError `bad-request`, `bad-image`, `bad-output`, `unsupported-model`, `cancelled`, and what the runtime
   *   throws
   */
  look(request: DetectRequest, signal: AbortSignal): Promise<Sighting>;
  /** Gives the networks' memory back. */
  release(): Promise<void>;
}

/** What was seen. */
export interface Sighting {
  /** The surest first. */
  readonly people: readonly Person[];
  /** As many as people; absent where the network gives none. */
  readonly boxes?: readonly PersonBox[];
}

const MAX_PEOPLE = 20;
/** As DWPose and rtmlib leave out. */
const MIN_SCORE = 0.3;

/**
 * Opens a detector.
 *
 * @throws ArmatureError as its pipeline's `prepare` does
 */
export async function openDetector({ entry, folder, runtime }: DetectorOrder): Promise<OpenDetector> {
  const { keypoints } = entry;
  const pipeline = PIPELINES[entry.pipeline];
  const networks = await pipeline.prepare({ folder, entry, runtime });
  return {
    async look({ image, maxPeople = MAX_PEOPLE, minScore = MIN_SCORE }, signal) {
      checkRequest({ image, maxPeople, minScore });
      const found = await pipeline.run(networks, flatten(image), { keypoints, maxPeople, signal });
      return sightingOf(found, (one) => pipeline.decode(one, { keypoints, minScore }));
    },
    async release() {
      await networks.pose.release();
      await networks.person?.release();
    },
  };
}

/** People of whom no keypoint is sure enough are left out. */
function sightingOf(found: readonly FoundPerson[], decode: (found: FoundPerson) => Person): Sighting {
  const seen = found
    .map((one) => ({ box: one.box, person: decode(one) }))
    .filter(({ person: { body, leftHand, rightHand, face, feet } }) =>
      [body, leftHand, rightHand, face, feet].some((part) => part?.some(Boolean)),
    );
  const people = seen.map(({ person }) => person);
  const boxes = seen.flatMap(({ box }) => (box ? [personBox(box)] : []));
  return boxes.length === people.length ? { people, boxes } : { people };
}

function personBox({ left, top, right, bottom, score }: ScoredBox): PersonBox {
  return { x: left, y: top, width: right - left, height: bottom - top, score };
}

function checkRequest({ image, maxPeople, minScore }: Required<DetectRequest>): void {
  const { width, height, data } = image;
  if (!(width >= 1 && height >= 1) || data.length !== width * height * 4) {
    throw new ArmatureError({
      code: 'bad-image',
      message: words`A picture of ${width} x ${height} px cannot have ${data.length} bytes.`,
      next: words`Choose another picture.`,
    });
  }
  if (!Number.isInteger(maxPeople) || maxPeople < 1)
    throw outOfRange('maxPeople', maxPeople, words`a whole number from 1`);
  if (!(minScore >= 0 && minScore <= 1)) throw outOfRange('minScore', minScore, words`a number from 0 to 1`);
}

function outOfRange(name: string, value: number, what: Words): ArmatureError {
  return new ArmatureError({
    code: 'bad-request',
    message: words`${name} is ${value}; it must be ${what}.`,
    next: words`Change ${name}.`,
  });
}
