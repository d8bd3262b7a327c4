/*
 * The last look at an answer: the owner's keys must not be in it, however the provider came to repeat them.
 */
import type { HttpAnswer } from '../../core/remote/index.ts';
import { mediaOf, textOf } from '../../core/remote/index.ts';
import { isPictureType } from './pictures.ts';
import { Refusal } from './refusal.ts';

/**
 * Strikes keys out of texts, so that a picture that was paid for is not lost over them.
 *
 * @throws Refusal 502 for a picture file that holds a key
 */
export function withoutKeys(answer: HttpAnswer, keys: readonly string[]): HttpAnswer {
  const spelled = keys.flatMap(spellingsOf);
  const bytes = Buffer.from(answer.body);
  if (!spelled.some((key) => bytes.includes(key))) return answer;
  if (isPictureType(mediaOf(answer))) {
    throw new Refusal(502, {
      code: 'remote-failed',
      message: 'The answer of the service cannot be shown.',
      next: 'Tell the owner of this server, or choose another back end.',
    });
  }
  const text = spelled.reduce((words, key) => words.replaceAll(key, '***'), textOf(answer));
  return { ...answer, body: new TextEncoder().encode(text) };
}

/** As it is, in an address, in a JSON string, and in base64 and hex. */
function spellingsOf(key: string): string[] {
  const bytes = Buffer.from(key);
  const spelled = [
    key,
    encodeURIComponent(key),
    JSON.stringify(key).slice(1, -1),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ];
  return [...new Set(spelled)].sort((a, b) => b.length - a.length);
}
