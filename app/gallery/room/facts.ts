import { SAMPLERS, SCHEDULERS } from '../../../core/sampling/index.ts';
import { seconds } from '../../generate/wording.ts';
import { dollarWords } from '../../remote/words.ts';
import { VERDICT_WORDS } from '../../safety/store.ts';
import { drawerOf } from '../filter.ts';
import type { GalleryRecord } from '../record.ts';
import { bytesWords, momentWords } from './words.ts';

/** Names and values; what is not known is left out. */
export function factsOf(record: GalleryRecord): readonly (readonly [string, string])[] {
  const { settings, source, posed, strength, totalMs, inBatch, safety } = record;
  const { sampler, scheduler, steps, guidance, seed, clipSkip = 1, controlStrength } = settings;
  const own = source.kind === 'remote' && source.ownSampling;
  const loras = source.kind === 'remote' ? [] : (source.addons.loras ?? []);
  const paid = source.kind === 'remote' ? (source.dollars ?? 0) : 0;
  const cost = paid > 0 ? dollarWords(paid) : undefined;
  const rows: readonly (readonly [string, string | number | undefined | null])[] = [
    ['Model', record.model || undefined],
    ['Made on', drawerOf(record)],
    ['When', momentWords(record.madeAt)],
    ['Size', `${record.width} × ${record.height} px, ${bytesWords(record.bytes)}`],
    ['Seed', inBatch ? `${seed}, picture ${inBatch.index + 1} of ${inBatch.count}` : seed],
    ['Steps', steps],
    ['Guidance', guidance],
    ['Sampler', own ? undefined : sampler && SAMPLERS[sampler].label],
    ['Schedule', own ? undefined : scheduler && SCHEDULERS[scheduler].label],
    ['Clip skip', clipSkip === 1 ? undefined : clipSkip],
    [
      'Pose',
      posed === 0
        ? 'None'
        : `${posed === 1 ? '1 person' : `${posed} people`}, strength ${controlStrength ?? 1}`,
    ],
    ['LoRAs', loras.map(({ id, weight }) => `${id} ${weight}`).join(', ') || undefined],
    ['Started from', strength === undefined ? undefined : `A picture, change ${strength}`],
    ['Took', totalMs === undefined ? undefined : seconds(totalMs)],
    ['Cost', cost],
    ['Safety check', safety && VERDICT_WORDS[safety]],
  ];
  return rows.flatMap(([name, value]) => (value === undefined || value === null ? [] : [[name, `${value}`]]));
}
