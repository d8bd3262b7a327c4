import { SAMPLERS, SCHEDULERS } from '../../../core/sampling/index.ts';
import { counted } from '../../../core/words/index.ts';
import { seconds } from '../../generate/wording.ts';
import { dollarWords } from '../../remote/words.ts';
import { VERDICT_WORDS } from '../../safety/store.ts';
import { momentWords } from '../../words/numbers.ts';
import { say } from '../../words/say.ts';
import { drawerOf } from '../filter.ts';
import type { GalleryRecord } from '../record.ts';
import { bytesWords } from './words.ts';

/** Names and values; what is not known is left out. */
export function factsOf(record: GalleryRecord): readonly (readonly [string, string])[] {
  const { settings, source, posed, strength, totalMs, inBatch, safety, upscaled } = record;
  const { sampler, scheduler, steps, guidance, seed, clipSkip = 1, controlStrength } = settings;
  const own = source.kind === 'remote' && source.ownSampling;
  const loras = source.kind === 'remote' ? [] : (source.addons.loras ?? []);
  const paid = source.kind === 'remote' ? (source.dollars ?? 0) : 0;
  const cost = paid > 0 ? dollarWords(paid) : undefined;
  const rows: readonly (readonly [string, string | number | undefined | null])[] = [
    [say`Model`, record.model || undefined],
    [say`Made on`, drawerOf(record)],
    [say`When`, momentWords(record.madeAt)],
    [say`Size`, say`${record.width} × ${record.height} px, ${bytesWords(record.bytes)}`],
    [say`Enlarged`, upscaled && say`${upscaled.factor} times, by ${upscaled.model}`],
    [say`Seed`, inBatch ? say`${String(seed)}, picture ${inBatch.index + 1} of ${inBatch.count}` : seed],
    [say`Steps`, steps],
    [say`Guidance`, guidance],
    [say`Sampler`, own ? undefined : sampler && SAMPLERS[sampler].label],
    [say`Schedule`, own ? undefined : scheduler && SCHEDULERS[scheduler].label],
    [say`Clip skip`, clipSkip === 1 ? undefined : clipSkip],
    [
      say`Pose`,
      posed === 0
        ? say`None`
        : say`${counted(posed, { one: '# person', other: '# people' })}, strength ${controlStrength ?? 1}`,
    ],
    ['LoRAs', loras.map(({ id, weight }) => `${id} ${weight}`).join(', ') || undefined],
    [say`Started from`, strength === undefined ? undefined : say`A picture, change ${strength}`],
    [say`Took`, totalMs === undefined ? undefined : seconds(totalMs)],
    [say`Cost`, cost],
    [say`Safety check`, safety && say(VERDICT_WORDS[safety])],
  ];
  return rows.flatMap(([name, value]) => (value === undefined || value === null ? [] : [[name, `${value}`]]));
}
