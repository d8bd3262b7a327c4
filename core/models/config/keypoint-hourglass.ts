/*
 * The config.json of our own keypoint detector.
 */
import * as v from 'valibot';
import { words } from '../../words/index.ts';
import { badConfig, className, count, counts, only, parseConfig, type Stages } from './fields.ts';

/** A parsed config.json of a KeypointHourglass. */
export interface KeypointHourglassConfig {
  /** Side in px of the square that pictures are put into. */
  readonly input_size: number;
  /** Grey value of the square's empty part. */
  readonly pad_value: number;
  /** Px of the input that are one cell of the maps. */
  readonly stride: number;
  /** Cells that are one unit of the vectors to a person's centre. */
  readonly vector_unit: number;
  readonly keypoints: number;
  readonly stem_channels: number;
  /** From the picture inwards; each stage halves the size. */
  readonly stage_channels: Stages;
}

const schema = v.object({
  _class_name: className('KeypointHourglass'),
  input_size: count,
  pad_value: only(114),
  stride: only(4),
  vector_unit: only(8),
  keypoints: count,
  stem_channels: count,
  stage_channels: counts,
});

/**
 * Checks a parsed config.json of a KeypointHourglass.
 *
 * @param file - its name, for messages
 * @throws ArmatureError `bad-config` naming the field that is missing, malformed or not supported
 */
export function parseKeypointHourglassConfig(json: unknown, file: string): KeypointHourglassConfig {
  const config = parseConfig(schema, json, file);
  const deepest = 2 ** (1 + config.stage_channels.length);
  if (config.input_size % deepest === 0) return config;
  throw badConfig(file, words`input_size ${config.input_size} does not divide by ${deepest}`);
}
