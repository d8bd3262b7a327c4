/*
 * A fuller prompt by rules: words on medium, framing, light and finish where it has none, that fit what it says.
 */
import { seededDraws } from '../draws.ts';
import { parsePrompt } from '../parse.ts';
import { agree, type Facet, facetsOf } from './facets.ts';
import {
  type Suggestion,
  SUGGESTIONS,
  type Topic,
  TOPIC_FACETS,
  TOPIC_SIGNS,
  TOPICS,
} from './suggestions.ts';

/** How much of a figure the pose shows. */
export type FigureFraming = 'close' | 'half' | 'full';

/** What is made fuller, and what decides how. */
export interface EnhanceOrder {
  readonly prompt: string;
  /** Nothing of it is added. */
  readonly negativePrompt: string;
  /** Integer from 0 to 2^53 - 1. */
  readonly seed: number;
  /** How much of it the pose shows; words for another framing are then not added. */
  readonly figure?: FigureFraming;
}

/** A fuller prompt. */
export interface EnhancedPrompt {
  /** What was written, untouched, and what was added. */
  readonly prompt: string;
  /** Empty where everything is said already. */
  readonly added: readonly string[];
}

/** These numbers are apart from those of wildcards. */
const STREAM = 2;

/**
 * Adds words to a prompt, one group for each topic on which it says nothing. They never contradict what stands in it or
 * what the pose shows, repeat none of its words, and are none that are not wanted. Weights, tags and wildcards stay as they
 * are; the words of wildcards' names count as said.
 */
export function enhancePrompt({ prompt, negativePrompt, seed, figure }: EnhanceOrder): EnhancedPrompt {
  const draw = seededDraws(seed, STREAM);
  const said = readWords(prompt);
  const unwanted = `${readWords(negativePrompt).wanted} ${said.unwanted}`;
  const avoided = { facets: facetsOf(unwanted), words: contentWords(unwanted) };
  const facets = new Set<Facet>([...facetsOf(said.wanted), ...(figure ? [figure] : [])]);
  const words = new Set(contentWords(said.wanted));
  const added: string[] = [];
  for (const topic of TOPICS) {
    if (speaksOf(topic, said.wanted)) continue;
    const fitting = SUGGESTIONS[topic].filter((one) => fits(one, facets, words) && !isAvoided(one, avoided));
    const chosen = fitting[draw(fitting.length)];
    if (!chosen) continue;
    added.push(chosen.words);
    for (const facet of chosen.says) facets.add(facet);
    for (const word of contentWords(chosen.words)) words.add(word);
  }
  return { prompt: withAdded(prompt, added), added };
}

function speaksOf(topic: Topic, text: string): boolean {
  const facets = facetsOf(text);
  const has = SUGGESTIONS[topic].some(({ words }) => text.includes(words));
  return has || TOPIC_SIGNS[topic].test(text) || TOPIC_FACETS[topic].some((facet) => facets.has(facet));
}

function fits(
  { words, says, needs }: Suggestion,
  facets: ReadonlySet<Facet>,
  known: ReadonlySet<string>,
): boolean {
  if (needs && !needs.some((facet) => facets.has(facet))) return false;
  if (says.some((facet) => [...facets].some((other) => !agree(facet, other)))) return false;
  return !contentWords(words).some((word) => known.has(word));
}

interface Avoided {
  readonly facets: ReadonlySet<Facet>;
  readonly words: readonly string[];
}

function isAvoided({ words, says }: Suggestion, avoided: Avoided): boolean {
  return (
    says.some((facet) => avoided.facets.has(facet)) ||
    contentWords(words).some((word) => avoided.words.includes(word))
  );
}

/** What a prompt asks for, and what it turns off by its weight; tags left out, in lower case. */
function readWords(prompt: string): { readonly wanted: string; readonly unwanted: string } {
  const plain = (text: string): string =>
    text
      .replaceAll(/<[^<>]*>/g, ' ')
      .replaceAll('_', ' ')
      .toLowerCase();
  const parts = parsePrompt(prompt).flatMap((part) => (part.kind === 'text' ? [part] : []));
  const textOf = (wanted: boolean): string =>
    plain(
      parts
        .filter(({ weight }) => weight > 0 === wanted)
        .map(({ text }) => text)
        .join(''),
    );
  return { wanted: textOf(true), unwanted: textOf(false) };
}

/** Short words, and those that say little by themselves. */
const SMALL = /^(?:.{1,3}|with|from|seen|view|soft|body|full)$/u;

function contentWords(text: string): readonly string[] {
  return (text.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !SMALL.test(word)).map(singular);
}

function singular(word: string): string {
  return word.length > 4 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

/**
 * Adds words to a prompt after what was written, or before it where a bracket is still open there, which would weigh what
 * follows.
 */
export function withAdded(prompt: string, added: readonly string[]): string {
  if (added.length === 0) return prompt;
  const words = added.join(', ');
  if (prompt.trim() === '') return words;
  if (hasOpenBracket(prompt)) return `${words}, ${prompt}`;
  const text = prompt.trimEnd();
  if (/(?:^|\s)BREAK$/.test(text)) return `${text} ${words}`;
  return /[,.;]$/.test(text) ? `${text} ${words}` : `${text}, ${words}`;
}

function hasOpenBracket(prompt: string): boolean {
  const open: Record<string, number> = { '(': 0, '[': 0 };
  for (const [found] of prompt.matchAll(/\\.|[()[\]]/gs)) {
    if (found === '(' || found === '[') open[found] = (open[found] ?? 0) + 1;
    const opener = { ')': '(', ']': '[' }[found];
    if (opener !== undefined) open[opener] = Math.max((open[opener] ?? 0) - 1, 0);
  }
  return Object.values(open).some((count) => count > 0);
}
