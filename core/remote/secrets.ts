/*
 * Keeps keys out of what is shown: a service may repeat the key that it was sent.
 */
import { type HttpAnswer, mediaOf, textOf } from './http.ts';

/** Shorter ones would be found everywhere, and are no keys. */
const LEAST_LENGTH = 4;
const STRUCK_OUT = '***';

/**
 * Strikes a key out of the words of an answer, before anything is read from it. Picture files stay as they are.
 *
 * @param spellings - of the key: as it is, and as it is encoded on its way
 */
export function withoutSecrets(answer: HttpAnswer, spellings: readonly string[]): HttpAnswer {
  if (mediaOf(answer).startsWith('image/')) return answer;
  const found = spellings.filter((spelling) => spelling.length >= LEAST_LENGTH);
  if (found.length === 0) return answer;
  const text = textOf(answer);
  const struck = found
    .toSorted((a, b) => b.length - a.length)
    .reduce((words, secret) => words.replaceAll(secret, STRUCK_OUT), text);
  return struck === text ? answer : { ...answer, body: new TextEncoder().encode(struck) };
}
