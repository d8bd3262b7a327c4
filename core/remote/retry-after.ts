/*
 * How long a service asks to wait before it is asked again.
 */
import * as v from 'valibot';
import { type HttpAnswer, jsonOf } from './http.ts';

/** Where Segmind tells when its limit is renewed, since it sends no Retry-After. */
const RENEWED_AT = 'x-rate-limit-reset-at-utc';

/** ModelsLab tells it in the body. */
const spoken = v.object({ retry_after: v.pipe(v.number(), v.minValue(0)) });

/**
 * Reads how long a service asks to wait: Retry-After in seconds or as a date (RFC 9110, 10.2.3), or what it tells instead.
 *
 * @param now - milliseconds since 1970
 * @returns milliseconds; undefined where it asks for nothing, or for nothing that can be read
 */
export function waitAsked(answer: HttpAnswer, now: number): number | undefined {
  const { headers } = answer;
  const told = headers['retry-after']?.trim() ?? '';
  if (/^\d+$/.test(told)) return positive(Number(told) * 1000);
  const at = [told, headers[RENEWED_AT] ?? ''].map(instantOf).find(Number.isFinite);
  if (at !== undefined) return positive(at - now);
  const parsed = v.safeParse(spoken, jsonOf(answer));
  return parsed.success ? positive(parsed.output.retry_after * 1000) : undefined;
}

/** Milliseconds since 1970; NaN where the text is no date. */
function instantOf(text: string): number {
  // eslint-disable-next-line no-restricted-globals -- it reads the text and no clock
  return Date.parse(text);
}

function positive(ms: number): number | undefined {
  return ms > 0 && Number.isFinite(ms) ? ms : undefined;
}
