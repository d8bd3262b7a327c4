/*
 * Which pictures of the gallery are shown, and in what order.
 */
import { words } from '../../core/words/index.ts';
import { drawerName } from '../generate/wording.ts';
import { say } from '../words/say.ts';
import type { GalleryItem, GalleryRecord } from './record.ts';

const DAY_MS = 86_400_000;

/** How far back pictures are shown. */
export const PERIODS = [
  { value: 'ever', label: words`Any time`, days: Infinity },
  { value: 'day', label: words`Last 24 hours`, days: 1 },
  { value: 'week', label: words`Last 7 days`, days: 7 },
  { value: 'month', label: words`Last 30 days`, days: 30 },
  { value: 'year', label: words`Last 365 days`, days: 365 },
  { value: 'days', label: words`Chosen days`, days: Infinity },
] as const;

/** One of {@link PERIODS}. */
export type Period = (typeof PERIODS)[number]['value'];

/** What is looked for. */
export interface GalleryFilter {
  /** All of them have to be in the prompts, the name of the model or the seed. */
  readonly words: string;
  /** Name of a model; empty for all. */
  readonly model: string;
  /** Who drew, as {@link drawerOf} names it; empty for all. */
  readonly drawer: string;
  readonly period: Period;
  /** First and last day as `2026-01-31`, where the period is `days`; empty for no bound. */
  readonly from: string;
  readonly to: string;
  readonly favourites: boolean;
}

/** Everything is shown. */
export const NO_FILTER: GalleryFilter = {
  words: '',
  model: '',
  drawer: '',
  period: 'ever',
  ...{ from: '', to: '' },
  favourites: false,
};

/** Is anything left out? */
function isFiltered(filter: GalleryFilter): boolean {
  const { words, model, drawer, period, favourites } = filter;
  return words.trim() !== '' || model !== '' || drawer !== '' || period !== 'ever' || favourites;
}

/** Who drew a picture, in words that are the same for all that the same one drew. */
export function drawerOf({ source }: Pick<GalleryRecord, 'source'>): string {
  if (source.kind === 'file') return say`Imported`;
  return source.kind === 'remote' ? source.label : say`This device, ${drawerName(source)}`;
}

/**
 * Chooses and sorts: newest first, and at the end what cannot be read, where nothing is looked for.
 *
 * @param now - milliseconds since 1970
 */
export function shownItems(
  items: Iterable<GalleryItem>,
  filter: GalleryFilter,
  now: number,
): readonly GalleryItem[] {
  const all = [...items];
  const words = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
  const { since, before } = spanOf(filter, now);
  const pictures = all
    .filter((item) => item.kind === 'picture')
    .filter(({ record }) => fits(record, filter, words) && record.madeAt >= since && record.madeAt < before)
    .toSorted((a, b) => b.record.madeAt - a.record.madeAt || (a.id < b.id ? -1 : 1));
  const broken = isFiltered(filter) ? [] : all.filter((item) => item.kind === 'broken');
  return [...pictures, ...broken];
}

/** The time in which pictures were made that are shown, in milliseconds since 1970. */
function spanOf({ period, from, to }: GalleryFilter, now: number): { since: number; before: number } {
  if (period === 'days') {
    return {
      since: from === '' ? -Infinity : startOfDay(from, 0),
      before: to === '' ? Infinity : startOfDay(to, 1),
    };
  }
  const days = PERIODS.find(({ value }) => value === period)?.days ?? Infinity;
  return { since: now - days * DAY_MS, before: Infinity };
}

/** When a day begins where the reader is, or one so many days later: not all days have 24 hours. */
function startOfDay(day: string, later: number): number {
  const date = new Date(`${day}T00:00`);
  return date.setDate(date.getDate() + later);
}

function fits(record: GalleryRecord, filter: GalleryFilter, words: readonly string[]): boolean {
  const { model, drawer, favourites } = filter;
  if (favourites && !record.favourite) return false;
  if (model !== '' && record.model !== model) return false;
  if (drawer !== '' && drawerOf(record) !== drawer) return false;
  if (words.length === 0) return true;
  const { prompt = '', negativePrompt = '', seed = '' } = record.settings;
  const text = `${prompt}\n${negativePrompt}\n${record.model}\n${seed}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/** What there is to filter by, by name. */
export function facetsOf(items: Iterable<GalleryItem>): {
  readonly models: readonly string[];
  readonly drawers: readonly string[];
} {
  const [models, drawers] = [new Set<string>(), new Set<string>()];
  for (const item of items) {
    if (item.kind !== 'picture') continue;
    if (item.record.model !== '') models.add(item.record.model);
    drawers.add(drawerOf(item.record));
  }
  const inOrder = (names: ReadonlySet<string>) => [...names].toSorted((a, b) => a.localeCompare(b));
  return { models: inOrder(models), drawers: inOrder(drawers) };
}
