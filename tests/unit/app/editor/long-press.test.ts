/* What asks for the menu of the stage, and what is under way meanwhile. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLongPress, type MenuListeners } from '../../../../app/editor/stage/use-long-press.ts';

const LONG_MS = 500;

type TouchInput = Parameters<MenuListeners['onTouchStart']>[0];

/** One finger `x` px beside where it came down. */
function finger(x: number): TouchInput {
  const touch = { clientX: 100 + x, clientY: 50 };
  return { touches: { length: 1, item: () => touch } } as unknown as TouchInput;
}

function stage() {
  const state = { dragging: false };
  const show = vi.fn();
  const press = createLongPress();
  press.tellTo({ show, isBusy: () => state.dragging });
  return { state, show, ...press.listeners };
}

describe('the menu of the stage', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('comes where a finger rests, and where a mouse clicks with the other button', () => {
    const { show, onTouchStart, onTouchMove, onTouchEnd, onContextMenu } = stage();
    onTouchStart(finger(0));
    onTouchMove(finger(8));
    vi.advanceTimersByTime(LONG_MS);
    expect(show).toHaveBeenCalledTimes(1);
    const preventDefault = vi.fn();
    // The browser tells the same press once more.
    onContextMenu({ clientX: 100, clientY: 50, preventDefault });
    expect(show).toHaveBeenCalledTimes(1);
    onTouchEnd({ preventDefault });
    onContextMenu({ clientX: 7, clientY: 9, preventDefault });
    expect(show).toHaveBeenLastCalledWith(expect.objectContaining({ clientX: 7, clientY: 9 }));
    expect(preventDefault).toHaveBeenCalledTimes(3);
  });

  it('does not end a drag that has begun, however short, nor take the end of its touch away', () => {
    const { state, show, onTouchStart, onTouchMove, onTouchEnd, onContextMenu } = stage();
    onTouchStart(finger(0));
    onTouchMove(finger(8));
    state.dragging = true;
    vi.advanceTimersByTime(LONG_MS);
    onContextMenu({ clientX: 108, clientY: 50, preventDefault: vi.fn() });
    expect(show).not.toHaveBeenCalled();
    const preventDefault = vi.fn();
    onTouchEnd({ preventDefault });
    expect(preventDefault).not.toHaveBeenCalled();
  });
});
