/*
 * What whoever embeds the page may choose of it.
 */
import type { BackendChoice } from '../contract/index.ts';
import { BACKEND_FACTS } from '../remote/index.ts';

/** Parts of the page that can be shown or left out, in the order in which they stand. */
export const EMBED_PANELS = ['header', 'editor', 'picture', 'prompt', 'settings', 'share'] as const;

/** One of {@link EMBED_PANELS}. */
export type EmbedPanel = (typeof EMBED_PANELS)[number];

/** What the page can look like. */
export const EMBED_THEMES = ['system', 'light', 'dark'] as const;

/** One of {@link EMBED_THEMES}. */
export type EmbedTheme = (typeof EMBED_THEMES)[number];

const LOCAL = ['webgpu', 'wasm'] as const;

/** What may draw: the device's GPU, its CPU, and back ends elsewhere by their ids. */
export const EMBED_BACKENDS: readonly string[] = [...LOCAL, ...BACKEND_FACTS.map(({ id }) => id)];

/** What an embedded page draws with unless it is told: this device. Nothing is sent elsewhere that its host did not allow. */
export const USUAL_EMBED_BACKENDS: readonly string[] = LOCAL;

/** Whether pictures leave the page that the safety checker has not passed. */
export const EMBED_SAFETY = ['optional', 'required'] as const;

/** One of {@link EMBED_SAFETY}. */
export type EmbedSafety = (typeof EMBED_SAFETY)[number];

/** What a choice of back ends comes to. */
export interface BackendLimits {
  /** On this device; undefined where nothing is to be drawn on it. */
  readonly local: BackendChoice | undefined;
  /** Ids of back ends elsewhere. */
  readonly remote: readonly string[];
}

/** Sorts the names of {@link EMBED_BACKENDS}. */
export function backendLimits(names: readonly string[]): BackendLimits {
  const [first, second] = LOCAL.filter((name) => names.includes(name));
  const local = second === undefined ? first : 'auto';
  return { local, remote: BACKEND_FACTS.map(({ id }) => id).filter((id) => names.includes(id)) };
}
