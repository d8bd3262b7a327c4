import type { ModelEntry } from '../../core/manifest/index.ts';

/** Sides in px, of square pictures. */
export interface Sizes {
  readonly sides: readonly number[];
  /** Where another side was set. */
  readonly usual: number;
}

/** What models of other machines draw well; each back end has its own limits beside them. */
const ELSEWHERE: Sizes = { sides: [512, 640, 768, 896, 1024], usual: 512 };

/** The sizes to choose from: those of the model here, or where pictures are drawn elsewhere those of larger models. */
export function sizesFor({ sizes, defaults }: ModelEntry, elsewhere: boolean): Sizes {
  return elsewhere ? ELSEWHERE : { sides: sizes, usual: defaults.width };
}
