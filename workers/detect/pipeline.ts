import type { FoundPerson, KeypointLayout, RgbImage } from '../../core/detect/index.ts';
import type { DetectorEntry } from '../../core/manifest/index.ts';
import type { Person } from '../../core/pose/index.ts';
import type { ModelFolder } from '../engine/model-folder.ts';
import type { Runtime } from '../runtime/index.ts';
import type { Network } from './network.ts';

/** A detector that is to be opened. */
export interface PrepareOrder {
  readonly folder: ModelFolder;
  readonly entry: Pick<DetectorEntry, 'inputSize'>;
  readonly runtime: Runtime;
}

/** The networks of a detector. */
export interface Networks {
  /** Finds keypoints. */
  readonly pose: Network;
  /** Finds people first, where the other looks at one person at a time. */
  readonly person?: Network;
}

/** How a picture is looked at. */
export interface RunOptions {
  readonly keypoints: KeypointLayout;
  /** No more than the surest so many are looked at. */
  readonly maxPeople: number;
  readonly signal: AbortSignal;
}

/** How keypoints become people. */
export interface DecodeOptions {
  readonly keypoints: KeypointLayout;
  /** Less sure keypoints are left out. */
  readonly minScore: number;
}

/** One way to find people in pictures. */
export interface Pipeline {
  /**
   * Opens the networks and checks what they take.
   *
   * @throws ArmatureError as `openNetwork` does
   */
  prepare(order: PrepareOrder): Promise<Networks>;
  /**
   * Looks at a picture.
   *
   * @returns the surest first
   * @throws ArmatureError `unsupported-model` or `bad-output` when a network gives something else than it should,
   *   `cancelled`, and what the runtime throws
   */
  run(networks: Networks, image: RgbImage, options: RunOptions): Promise<readonly FoundPerson[]>;
  /** Brings one person's keypoints to OpenPose's order. */
  decode(found: FoundPerson, options: DecodeOptions): Person;
}
