/* Where the focus goes on when what has it leaves the page. */
import { expect, it, vi } from 'vitest';
import { focusStaysInDialog, handFocusOn, othersByNearness } from '../../../app/ui/hand-focus-on.ts';

/** As much of an element as the focus needs. */
function element(isConnected: boolean) {
  const made = { isConnected, contains: (other: unknown) => other === made, focus: vi.fn() };
  return made as typeof made & HTMLElement;
}

const body = { contains: () => true };

/** Lets something go that has the focus, or not. */
async function leave(hasFocus: boolean, takenBy?: HTMLElement) {
  const leaving = element(false);
  const [gone, stays] = [element(false), element(true)];
  vi.stubGlobal('document', { activeElement: hasFocus ? leaving : body });
  handFocusOn(leaving, () => [undefined, gone, stays]);
  vi.stubGlobal('document', { activeElement: takenBy ?? body });
  await Promise.resolve();
  return { gone: gone.focus, stays: stays.focus };
}

it('gives the focus to the first heir that stays', async () => {
  const { gone, stays } = await leave(true);
  expect(stays).toHaveBeenCalledOnce();
  expect(gone).not.toHaveBeenCalled();
});

it('leaves a focus alone that was elsewhere, or has gone elsewhere', async () => {
  expect((await leave(false)).stays).not.toHaveBeenCalled();
  expect((await leave(true, element(true))).stays).not.toHaveBeenCalled();
});

it('stays in the dialog of what leaves', async () => {
  const dialog = element(true);
  const leaving = Object.assign(element(false), { closest: () => dialog });
  vi.stubGlobal('document', { activeElement: leaving });
  focusStaysInDialog(leaving)();
  vi.stubGlobal('document', { activeElement: body });
  await Promise.resolve();
  expect(dialog.focus).toHaveBeenCalledOnce();
});

it('has those after one first, and those before it from the nearest on', () => {
  expect(othersByNearness([1, 2, 3, 4, 5], 3)).toEqual([4, 5, 2, 1]);
  expect(othersByNearness([1], 1)).toEqual([]);
});
