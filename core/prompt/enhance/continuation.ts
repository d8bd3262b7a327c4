/*
 * What a language model went on with, as words that can be added to a prompt.
 */
import { parsePrompt } from '../parse.ts';

/** A prompt as a language model reads it: without weights, tags and breaks, wildcards by their names. */
export function plainWords(prompt: string): string {
  return parsePrompt(prompt)
    .map((part) => (part.kind === 'text' && part.weight > 0 ? part.text : ' '))
    .join('')
    .replaceAll(/<[^<>]*>/g, ' ')
    .replaceAll('__', ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** What a continuation is measured against. */
export interface ContinuationOrder {
  readonly continuation: string;
  readonly prompt: string;
  /** Nothing of it is added. */
  readonly negativePrompt: string;
  /** Did it end by itself? The last phrase of one that was cut off is not whole. */
  readonly ended: boolean;
}

/** More would leave little of what the person asked for. */
const MOST_PHRASES = 8;

/**
 * The phrases of a continuation that say something new: up to the end of its first line, without brackets and other marks
 * that mean something in a prompt, and without what stands in the prompt, the negative prompt or an earlier phrase.
 */
export function addedPhrases({
  continuation,
  prompt,
  negativePrompt,
  ended,
}: ContinuationOrder): readonly string[] {
  const [line = ''] = continuation.split(/[\r\n]/, 1);
  const phrases = line
    // A word of the prompt that it only ends.
    .replace(/^[\p{L}\p{N}'’-]+/u, '')
    .replaceAll(/:\s*[\d.]+/g, ' ')
    .replaceAll(/[()[\]{}<>\\|:_"\uFFFD]+|\bBREAK\b/gu, ' ')
    .split(/[,.;]/)
    .map((phrase) => phrase.replaceAll(/\s+/g, ' ').trim());
  const whole = ended ? phrases : phrases.slice(0, -1);
  const known = [plainWords(prompt), plainWords(negativePrompt)].join('\n').toLowerCase();
  const added: string[] = [];
  for (const phrase of whole) {
    const said = [known, ...added.map((other) => other.toLowerCase())].some((text) =>
      text.includes(phrase.toLowerCase()),
    );
    if (/\p{L}/u.test(phrase) && !said) added.push(phrase);
  }
  return added.slice(0, MOST_PHRASES);
}
