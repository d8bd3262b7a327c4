import * as v from 'valibot';
import { seedOf } from '../noise/index.ts';
import { formatA1111Parameters } from '../png/index.ts';
import { openPoseJsonFrom, placesAsRead, RECORD_KEYWORD } from '../pose/index.ts';
import { SAMPLERS, SCHEDULERS } from '../sampling/index.ts';
import type { ControlInput, ControlMode, SeededRequest } from './schema.ts';

/** What a model drew with besides its own parts. */
export interface PictureAddons {
  /** Id of the ControlNet that took the place of the model's own. */
  readonly controlNet?: string;
  /** Names of LoRAs, each with the factor on its change of the weights. */
  readonly loras?: readonly { readonly id: string; readonly weight: number }[];
}

/** What is known of a picture that another machine drew. */
export interface DrawnElsewhere {
  /** Did it choose sampler and schedule itself? What was asked for is then not told. */
  readonly ownSampling: boolean;
  /** Has each picture of a run a seed of its own there, one more than the one before? */
  readonly seedEach?: boolean;
}

/** Which picture of a run. */
export interface PlaceInRun {
  /** From 0. */
  readonly index: number;
  /** Pictures of the run. */
  readonly count: number;
}

/** Reads it from where it was kept. */
export const placeInRunSchema = v.pipe(
  v.object({
    index: v.pipe(v.number(), v.integer(), v.minValue(0)),
    count: v.pipe(v.number(), v.integer(), v.minValue(1)),
  }),
  v.check(({ index, count }) => index < count),
);

/** Where a picture comes from, besides its request. */
export interface PictureOrigin {
  /** Absent for what was drawn here. */
  readonly elsewhere?: DrawnElsewhere | undefined;
  /** Which picture of its run it is, from 0; absent where that is not known. */
  readonly index?: number | undefined;
  /** What the safety checker said, so that a flagged picture stays one; absent where nobody asked it. */
  readonly safety?: SafetyVerdict | undefined;
}

/** What a safety checker says of a picture. */
export const VERDICTS = ['clear', 'flagged', 'unchecked'] as const;
/** One of them. */
export type SafetyVerdict = (typeof VERDICTS)[number];

/** Number of the layout of our own record in a PNG. */
const RECORD_VERSION = 1;

const A1111_CONTROL_MODES: Record<ControlMode, string> = {
  balanced: 'Balanced',
  prompt: 'My prompt is more important',
  control: 'ControlNet is more important',
};

/**
 * Writes the texts that a picture's PNG carries: under `parameters` the line that A1111 and galleries read, under
 * `armature` our own record as JSON, the pose included, from which the request can be made again. Pictures that went in
 * are not repeated inside the one that came out.
 *
 * @param request - as it ran, with the seed that was used
 * @param modelId - name of the model
 * @param addons - LoRAs stand in the prompt, as A1111 writes them
 */
export function pictureTexts(
  request: SeededRequest,
  modelId: string,
  addons: PictureAddons = {},
  { elsewhere, index, safety }: PictureOrigin = {},
): Readonly<Record<string, string>> {
  const { control, init, sampler, scheduler, template, ...numbers } = request;
  const scalars = {
    ...numbers,
    ...(template && { template }),
    ...(elsewhere?.ownSampling !== true && { sampler, scheduler }),
  };
  const tags = (addons.loras ?? []).map(({ id, weight }) => `<lora:${id}:${weight}>`);
  const strength = init && { strength: init.strength };
  const { samples: count, seed } = request;
  const inBatch = index !== undefined && count > 1 && { inBatch: { index, count } };
  const source = elsewhere ? (elsewhere.seedEach === true ? 'gpu' : 'cpu') : request.noise;
  const steered = control.kind !== 'none' && request.controlStrength > 0;
  return {
    parameters: formatA1111Parameters({
      ...numbers,
      seed: seedOf({ source, seed, index: index ?? 0 }),
      // A part of one draw is drawn again with the whole of it alone.
      ...(source === 'cpu' && inBatch),
      prompt: [numbers.prompt, ...tags].join(' '),
      ...(elsewhere?.ownSampling !== true && {
        sampler: SAMPLERS[sampler].label,
        scheduleType: SCHEDULERS[scheduler].label,
      }),
      model: modelId,
      ...(!elsewhere && { rng: request.noise === 'cpu' ? 'CPU' : 'GPU' }),
      ...strength,
      ...(steered && {
        controlNet: {
          weight: request.controlStrength,
          start: request.controlStart,
          end: request.controlEnd,
          mode: A1111_CONTROL_MODES[request.controlMode],
        },
      }),
    }),
    [RECORD_KEYWORD]: JSON.stringify({
      ...{ version: RECORD_VERSION, model: modelId },
      ...{ ...addons, ...scalars, ...strength, ...inBatch, ...toldPose(control), ...(safety && { safety }) },
    }),
  };
}

/** The pose, and for whom it counted where that was not everybody. */
function toldPose(control: ControlInput): object {
  if (control.kind !== 'pose') return {};
  const { pose, people } = control;
  const counted = placesAsRead(pose, people);
  return {
    pose: openPoseJsonFrom(pose, { confidence: 'kept' }),
    // With a field called `people` the record would pass for a pose itself.
    ...(counted.length < placesAsRead(pose).length && { posedPeople: counted }),
  };
}
