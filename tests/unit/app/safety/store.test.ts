import { describe, expect, it, vi } from 'vitest';
import { createSafetyStore, isHidden } from '../../../../app/safety/store.ts';
import type { CheckedImage, SafetyNote } from '../../../../core/contract/index.ts';
import { blankImage } from '../../../../core/image/index.ts';
import type { Failure } from '../../../../core/result/index.ts';

const why: Failure = { code: 'file-missing', message: 'There is none.' };
const noted = (safety?: SafetyNote): CheckedImage => ({ ...blankImage(1, 1), ...(safety && { safety }) });

describe('isHidden', () => {
  it.each([
    [undefined, false],
    [{ verdict: 'clear' }, false],
    [{ verdict: 'flagged', withheld: false }, true],
    [{ verdict: 'flagged', withheld: true }, true],
    [{ verdict: 'unchecked', withheld: false, why }, false],
    [{ verdict: 'unchecked', withheld: true, why }, true],
  ] as const)('%j: %s', (safety, hidden) => {
    expect(isHidden(noted(safety), createSafetyStore().getState())).toBe(hidden);
  });

  it('ends when the person asks for this picture, and begins again', () => {
    const store = createSafetyStore();
    const [one, other] = [
      noted({ verdict: 'flagged', withheld: false }),
      noted({ verdict: 'flagged', withheld: false }),
    ];
    const heard = vi.fn();
    store.subscribe(heard);
    store.reveal(one, true);
    expect(heard).toHaveBeenCalledTimes(1);
    expect([one, other].map((image) => isHidden(image, store.getState()))).toEqual([false, true]);
    store.reveal(one, false);
    expect(isHidden(one, store.getState())).toBe(true);
  });

  it('does not end for a picture that was withheld', () => {
    const store = createSafetyStore();
    const image = noted({ verdict: 'flagged', withheld: true });
    store.reveal(image, true);
    expect(isHidden(image, store.getState())).toBe(true);
  });
});

describe('pictures of the gallery', () => {
  it('are shown and hidden one by one', () => {
    const store = createSafetyStore();
    store.revealKept('a', true);
    store.revealKept('b', true);
    store.revealKept('a', false);
    expect([...store.getState().ids]).toEqual(['b']);
  });
});
