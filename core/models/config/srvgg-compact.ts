/*
 * The config.json of a compact upscaler. The public files have none beside them; its fields are the arguments of their class.
 */
import * as v from 'valibot';
import { words } from '../../words/index.ts';
import { badConfig, className, count, only, parseConfig } from './fields.ts';

/** A parsed config.json of an SRVGGNetCompact. */
export interface SrvggCompactConfig {
  /** Channels of all layers between the first and the last. */
  readonly num_feat: number;
  /** Convolutions between the first and the last. */
  readonly num_conv: number;
  /** Factor on a picture's sides. */
  readonly upscale: number;
}

const schema = v.object({
  _class_name: className('SRVGGNetCompact'),
  num_in_ch: only(3),
  num_out_ch: only(3),
  num_feat: count,
  num_conv: count,
  upscale: count,
  act_type: only('prelu'),
});

/** Factors that two doublings or one quadrupling come out at. */
const FACTORS: readonly number[] = [2, 4];

/**
 * Checks a parsed config.json of an SRVGGNetCompact.
 *
 * @param file - its name, for messages
 * @throws ArmatureError `bad-config` naming the field that is missing, malformed or not supported
 */
export function parseSrvggCompactConfig(json: unknown, file: string): SrvggCompactConfig {
  const config = parseConfig(schema, json, file);
  if (FACTORS.includes(config.upscale)) return config;
  throw badConfig(file, words`upscale: ${config.upscale} is not supported; ${FACTORS.join(', ')} are`);
}
