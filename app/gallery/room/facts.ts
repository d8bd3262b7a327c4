import { SAMPLERS, SCHEDULERS } from '../../../core/sampling/index.ts';
import { counted } from '../../../core/words/index.ts';
import { CONTROL_MODE_OPTIONS, NOISE_OPTIONS } from '../../generate/fine-options.ts';
import { seconds } from '../../generate/wording.ts';
import { dollarWords } from '../../remote/words.ts';
import { VERDICT_WORDS } from '../../safety/store.ts';
import { momentWords } from '../../words/numbers.ts';
import { say } from '../../words/say.ts';
import { drawerOf } from '../filter.ts';
import type { GalleryRecord } from '../record.ts';
import { bytesWords } from './words.ts';

/** Undefined and null stand for what is not known or not worth a word. */
type Row = readonly [string, string | number | undefined | null];

/** Names and values; what is not known is left out. */
export function factsOf(record: GalleryRecord): readonly (readonly [string, string])[] {
  const { source, totalMs, safety, strength, upscaled } = record;
  const paid = source.kind === 'remote' ? (source.dollars ?? 0) : 0;
  const rows: readonly Row[] = [
    [say`Model`, record.model || undefined],
    [say`Made on`, drawerOf(record)],
    [say`When`, momentWords(record.madeAt)],
    [say`Size`, say`${record.width} × ${record.height} px, ${bytesWords(record.bytes)}`],
    [say`Enlarged`, upscaled && say`${upscaled.factor} times, by ${upscaled.model}`],
    ...samplingRows(record),
    ...poseRows(record),
    ['LoRAs', lorasOf(record)],
    [say`Started from`, strength === undefined ? undefined : say`A picture, change ${strength}`],
    [say`Took`, totalMs === undefined ? undefined : seconds(totalMs)],
    [say`Cost`, paid > 0 ? dollarWords(paid) : undefined],
    [say`Safety check`, safety && say(VERDICT_WORDS[safety])],
  ];
  return rows.flatMap(([name, value]) => (value === undefined || value === null ? [] : [[name, `${value}`]]));
}

function samplingRows({ settings, source, inBatch }: GalleryRecord): readonly Row[] {
  const { sampler, scheduler, steps, guidance, guidanceEnd, seed, noise, clipSkip } = settings;
  const remote = source.kind === 'remote';
  const own = remote && source.ownSampling;
  return [
    [say`Seed`, inBatch ? say`${String(seed)}, picture ${inBatch.index + 1} of ${inBatch.count}` : seed],
    // Back ends elsewhere take neither this nor the end of guidance.
    [say`Seed as in`, remote ? undefined : NOISE_OPTIONS.find(({ value }) => value === noise)?.label],
    [say`Steps`, steps],
    [say`Guidance`, guidance],
    [say`Guidance ends`, remote ? undefined : unless(1, guidanceEnd)],
    [say`Sampler`, own ? undefined : sampler && SAMPLERS[sampler].label],
    [say`Schedule`, own ? undefined : scheduler && SCHEDULERS[scheduler].label],
    [say`Clip skip`, unless(1, clipSkip)],
  ];
}

function poseRows({ settings, source, posed }: GalleryRecord): readonly Row[] {
  const { controlStrength = 1, controlStart, controlEnd, controlMode } = settings;
  const controlNet = source.kind === 'remote' ? undefined : source.addons.controlNet;
  if (posed === 0)
    return [
      [say`Pose`, say`None`],
      ['ControlNet', controlNet],
    ];
  const mode = CONTROL_MODE_OPTIONS.find(({ value }) => value === unless('balanced', controlMode));
  return [
    [say`Pose`, say`${counted(posed, { one: '# person', other: '# people' })}, strength ${controlStrength}`],
    ['ControlNet', controlNet],
    [say`Pose or prompt`, mode && say(mode.label)],
    [say`Pose starts`, unless(0, controlStart)],
    [say`Pose ends`, unless(1, controlEnd)],
  ];
}

function lorasOf({ source }: GalleryRecord): string | undefined {
  const loras = source.kind === 'remote' ? [] : (source.addons.loras ?? []);
  return loras.map(({ id, weight }) => `${id} ${weight}`).join(', ') || undefined;
}

/** The value where it is not the usual one. */
function unless<Value>(usual: Value, value: Value | undefined): Value | undefined {
  return value === usual ? undefined : value;
}
