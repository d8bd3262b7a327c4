import type { KeypointRef } from '../../../core/pose/index.ts';
import {
  hasOtherWholes,
  isKeypointSelected,
  type Selection,
  withPersonToggled,
  withTargetToggled,
} from '../../state/selection.ts';

/** What a menu is about: a point, or a person by their index. */
export type MenuTarget = KeypointRef | number;

/** What the menu can make of the selection. */
export interface Gathered {
  readonly selection: Selection;
  /** Does the target come in, or go out? */
  readonly adds: boolean;
}

/**
 * What is selected once the target of a menu is added, or taken out; undefined where that is what the menu has selected
 * already.
 *
 * @param former - what was selected when the menu was opened
 */
export function gathered(former: Selection, target: MenuTarget): Gathered | undefined {
  if (typeof target === 'number') {
    const adds = !former.people.includes(target);
    return adds && former.people.length === 0
      ? undefined
      : { selection: withPersonToggled(former, target), adds };
  }
  const asWhole = hasOtherWholes(former, target.person);
  if (!asWhole && former.keypoints.length === 0) return undefined;
  const isIn = asWhole ? former.people.includes(target.person) : isKeypointSelected(former, target);
  return { selection: withTargetToggled(former, target), adds: !isIn };
}
