import type { ReferenceActions } from '../../actions/reference.ts';
import type { FigureStore } from '../../state/figure.ts';
import type { ReferenceStore } from '../../state/reference.ts';
import { placedAfter, placedBefore } from './geometry.ts';

interface FollowDependencies {
  readonly figure: FigureStore;
  readonly reference: ReferenceStore;
  readonly place: ReferenceActions['place'];
}

/** Keeps the reference in register with the people when the canvas is resized, and when that is undone and redone. */
export function followCanvas({ figure, reference, place }: FollowDependencies): void {
  figure.subscribe(({ pose: now }, { pose: before }) => {
    const { image, ...placement } = reference.getState();
    if (!image || now === before) return;
    const [done, undone] = [figure.resizes.get(now), figure.resizes.get(before)];
    if (done?.from === before) place(placedAfter(image, placement, { from: before, to: now, how: done.how }));
    else if (undone?.from === now)
      place(placedBefore(image, placement, { from: now, to: before, how: undone.how }));
  });
}
