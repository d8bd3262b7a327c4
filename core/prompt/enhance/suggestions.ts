/*
 * Words that a prompt can be given, by what they are about.
 */
import type { Facet } from './facets.ts';

/** What a prompt is given words about, in the order in which they are added. */
export const TOPICS = ['medium', 'framing', 'light', 'finish'] as const;

/** One of {@link TOPICS}. */
export type Topic = (typeof TOPICS)[number];

/** Words to add. */
export interface Suggestion {
  readonly words: string;
  /** What they say of the picture. */
  readonly says: readonly Facet[];
  /** What the prompt must say: one of them. Any prompt will do unless given. */
  readonly needs?: readonly Facet[];
}

/** Words that show that a prompt has something on a topic already, beside what its facets tell; in lower case. */
export const TOPIC_SIGNS: Readonly<Record<Topic, RegExp>> = {
  medium: /\b(style of|in the style)\b/,
  framing:
    /\b(shot|view|viewed|angle|framing|framed|composition|perspective|eye level|from (above|below|behind|the side)|close|distance|full[ -](body|length)|(upper|half)[ -]body|waist up|headshot)\b/,
  light:
    /\b((?:\w*[^s\W])?light(s|ing|ed)?|(lit|sun|sunset|sunrise|dawn|dusk|shadows?|glow|glowing|candles?|lamps?|neon|moon|overcast|chiaroscuro|golden hour|softbox|backdrop|silhouetted?|noir))\b/,
  finish:
    /\b(detailed|details?|textures?|textured|grain|bokeh|sharp|focus|depth of field|brushwork|brushstrokes?|strokes|palette|polished|finish|intricate|4k|8k|lens|mm|background)\b/,
};

/** Facets that show the same. */
export const TOPIC_FACETS: Readonly<Record<Topic, readonly Facet[]>> = {
  medium: ['photo', 'painting', 'drawing', 'sculpture', 'render'],
  framing: ['close', 'half'],
  light: [],
  finish: [],
};

/** By topic. */
export const SUGGESTIONS: Readonly<Record<Topic, readonly Suggestion[]>> = {
  medium: [
    { words: 'photograph', says: ['photo'] },
    { words: 'oil painting', says: ['painting'] },
    { words: 'watercolour', says: ['painting'] },
    { words: 'digital painting', says: ['painting'] },
    { words: 'charcoal drawing', says: ['drawing', 'mono'] },
    { words: 'ink illustration', says: ['drawing', 'mono'] },
  ],
  framing: [
    { words: 'full body view', says: ['full'], needs: ['person', 'animal'] },
    { words: 'full length, seen from the side', says: ['full'], needs: ['full'] },
    { words: 'half-length view', says: ['half'], needs: ['person'] },
    { words: 'head and shoulders', says: ['close'], needs: ['person'] },
    { words: 'at eye level', says: [] },
    { words: 'seen from slightly below', says: [] },
    { words: 'centred composition', says: [] },
  ],
  light: [
    { words: 'soft window light', says: ['day', 'indoors', 'calm'] },
    { words: 'single lamp, deep shadows', says: ['indoors', 'dramatic'] },
    { words: 'large softbox, seamless backdrop', says: ['indoors', 'photo'], needs: ['photo'] },
    { words: 'low evening sun, long shadows', says: ['day', 'outdoors'] },
    { words: 'overcast daylight', says: ['day', 'outdoors', 'calm'] },
    { words: 'light through leaves', says: ['day', 'outdoors'] },
    { words: 'moonlight', says: ['night', 'outdoors'] },
    { words: 'glow of street lamps', says: ['night', 'outdoors'] },
    { words: 'candlelight', says: ['night', 'indoors'] },
    { words: 'soft even light', says: ['calm'] },
    { words: 'rim light', says: [] },
    { words: 'strong light and shade', says: ['dramatic'] },
  ],
  finish: [
    { words: 'shallow depth of field', says: ['photo'], needs: ['photo'] },
    { words: 'fine film grain', says: ['photo'], needs: ['photo'] },
    { words: 'natural skin texture', says: ['photo', 'person'], needs: ['photo'] },
    { words: 'visible brushwork', says: ['painting'], needs: ['painting'] },
    { words: 'limited palette', says: ['painting'], needs: ['painting'] },
    { words: 'layered glazes', says: ['painting'], needs: ['painting'] },
    { words: 'varied line weight', says: ['drawing'], needs: ['drawing'] },
    { words: 'toned paper', says: ['drawing'], needs: ['drawing'] },
    { words: 'worn surface, soft highlights', says: ['sculpture'], needs: ['sculpture'] },
    { words: 'clean materials, soft reflections', says: ['render'], needs: ['render'] },
    { words: 'clear silhouette', says: [] },
    { words: 'uncluttered background', says: ['calm'] },
  ],
};
