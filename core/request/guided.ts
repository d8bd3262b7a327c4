import type { CheckedRequest } from './schema.ts';

/** Does the negative prompt count at any step? Otherwise the networks are not asked about it at all. */
export function isGuided({
  guidance,
  guidanceEnd,
}: Pick<CheckedRequest, 'guidance' | 'guidanceEnd'>): boolean {
  return guidance > 1 && guidanceEnd > 0;
}
