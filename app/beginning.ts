/*
 * What needs no network: what was kept of earlier visits, and by it the look and the language of all that follows, of a page that
 * cannot start as well.
 */
import type { Embedding } from './embed/embedding.ts';
import { followTheme } from './look/theme.ts';
import { createKeepingStore, type KeepingStore, tellKept } from './state/keeping.ts';
import { createSettingsStore, type SettingsStore } from './state/settings.ts';
import { embeddedPlaces } from './storage/embedded-places.ts';
import { type BrowserTexts, createKeptTexts, type KeptTexts, placesOf } from './storage/kept-texts.ts';
import { isWork, recall, type Remembered } from './storage/remembered.ts';
import { speakFirst } from './words/first-language.ts';

/** What is there before anything was fetched. */
export interface Beginning {
  readonly embedding: Embedding | undefined;
  readonly keeping: KeepingStore;
  readonly texts: KeptTexts;
  /** Of the tab, whatever is kept of an embedded page. */
  readonly tab: BrowserTexts;
  readonly known: Remembered;
  readonly settings: SettingsStore;
  /** Resolves once the page speaks its language. */
  readonly language: Promise<void>;
}

/** Recalls what was kept, puts on the look, and begins to fetch the language. */
export function begin(page: Window, embedding: Embedding | undefined): Beginning {
  const own = placesOf(page);
  const places = embedding ? embeddedPlaces(embedding.address.memory, own) : own;
  const keeping = createKeepingStore();
  const texts = createKeptTexts(places, { isOfTab: isWork, onKept: (where) => tellKept(keeping, where) });
  const known = recall(texts);
  keeping.setState({ unreadPose: known.unreadPose });
  const settings = createSettingsStore(known.settings);
  followTheme(settings);
  const language = speakFirst(page, settings.getState().language);
  return { embedding, keeping, texts, tab: own.tab, known, settings, language };
}
