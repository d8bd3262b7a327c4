/* Where the keys work that mean the whole page. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { isForPage } from '../../../../app/editor/keys/use-shortcuts.ts';

/** As much of an element as is asked: what it is in. */
class InSomething {
  readonly around: string;

  constructor(around: string) {
    this.around = around;
  }

  closest(selector: string): InSomething | null {
    return selector.split(', ').includes(this.around) ? this : null;
  }
}

beforeEach(() => void vi.stubGlobal('Element', InSomething));
afterEach(() => void vi.unstubAllGlobals());

function pressedIn(around: string, defaultPrevented = false): Event {
  return { target: new InSomething(around), defaultPrevented } as unknown as Event;
}

it('works in the fields of the page', () => {
  expect(isForPage(pressedIn('textarea'))).toBe(true);
});

it.each(['dialog', '[role=dialog]', '[role=alertdialog]', '[role=menu]', '[role=listbox]'])(
  'does not reach through %s',
  (around) => {
    expect(isForPage(pressedIn(around))).toBe(false);
  },
);

it('leaves a key alone that something else has taken', () => {
  expect(isForPage(pressedIn('textarea', true))).toBe(false);
});
