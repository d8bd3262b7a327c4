/*
 * Samplers as A1111 and Forge name them.
 */
import type { CheckedRequest } from '../../request/index.ts';
import { type SamplerName, SAMPLERS, type SchedulerName } from '../../sampling/index.ts';
import { KNOWN } from './a1111-facts.ts';

/**
 * Schedules that are part of the sampler's name before version 1.9, which ignores the field for them and refuses a name that
 * it does not have. Later versions take the name apart again, and draw with the first of their samplers in the place of one
 * that they do not have.
 */
const SUFFIXES: Partial<Record<SchedulerName, string>> = {
  karras: 'Karras',
  exponential: 'Exponential',
  sgm_uniform: 'sgm_uniform',
};

/** The name that every version reads. */
export function samplerNameOf({ sampler, scheduler }: Pick<CheckedRequest, 'sampler' | 'scheduler'>): string {
  const suffix = SUFFIXES[scheduler];
  return suffix === undefined ? SAMPLERS[sampler].label : `${SAMPLERS[sampler].label} ${suffix}`;
}

/** Those of ours that are in a list of its own. */
export function samplersIn(names: readonly string[]): SamplerName[] {
  const there = new Set(names.map(folded));
  return KNOWN.filter((name) => there.has(folded(SAMPLERS[name].label)));
}

/** Does a name that it tells after drawing mean the sampler that was asked for, with or without its schedule? */
export function isSampler(told: string, request: Pick<CheckedRequest, 'sampler' | 'scheduler'>): boolean {
  const meant = [SAMPLERS[request.sampler].label, samplerNameOf(request)];
  return meant.map(folded).includes(folded(told));
}

function folded(name: string): string {
  return name.trim().toLowerCase();
}
