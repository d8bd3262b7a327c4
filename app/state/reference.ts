import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Point } from '../../core/pose/index.ts';

/** How a reference picture meets the canvas before it is scaled and moved. */
export const REFERENCE_FITS = ['contain', 'cover', 'stretch'] as const;

/** One of {@link REFERENCE_FITS}. */
export type ReferenceFit = (typeof REFERENCE_FITS)[number];

/** A picture to pose after. It is never part of what the model sees. */
export interface ReferenceImage {
  /** The file that is kept over a reload. */
  readonly blob: Blob;
  /** Address of the blob in this page. */
  readonly url: string;
  /** px */
  readonly width: number;
  /** px */
  readonly height: number;
}

/** Where and how the picture is shown. */
export interface ReferencePlacement {
  /** 0 to 1. */
  readonly opacity: number;
  readonly fit: ReferenceFit;
  /** Factor on the fitted size, about its middle. */
  readonly scale: number;
  /** From the middle of the canvas to the middle of the picture, in px of the canvas. */
  readonly offset: Point;
  /** Does it stay where it is, so that a drag takes hold of the figure? */
  readonly locked: boolean;
  readonly visible: boolean;
}

/** A reference that can be shown again. */
export interface FormerReference extends ReferencePlacement {
  readonly picture: Omit<ReferenceImage, 'url'>;
}

/** The reference and how it came. */
export interface ReferenceState extends ReferencePlacement {
  readonly image: ReferenceImage | undefined;
  /** What was removed or replaced last in this visit. */
  readonly former: FormerReference | undefined;
  /** Is a picture being fetched or read? */
  readonly busy: boolean;
  /** What went wrong last, and what to do; empty where nothing did. */
  readonly problem: string;
}

/** The reference's store. */
export type ReferenceStore = StoreApi<ReferenceState>;

/** Where a new picture is shown. */
export const FIRST_PLACEMENT: ReferencePlacement = {
  opacity: 0.5,
  fit: 'contain',
  scale: 1,
  offset: { x: 0, y: 0 },
  locked: true,
  visible: true,
};

/** Factors that the picture can be scaled by. */
export const REFERENCE_SCALE = { min: 0.1, max: 10, step: 0.01 } as const;

/** Makes the store. */
export function createReferenceStore(): ReferenceStore {
  return createStore<ReferenceState>(() => ({
    ...FIRST_PLACEMENT,
    image: undefined,
    former: undefined,
    busy: false,
    problem: '',
  }));
}

/** The placement alone. */
export function placementOf(state: ReferencePlacement): ReferencePlacement {
  const { opacity, fit, scale, offset, locked, visible } = state;
  return { opacity, fit, scale, offset, locked, visible };
}
