import type { Rise } from './rise.ts';

/** What a finger has to move before it drags, in CSS px. */
const SLACK_PX = 5;
/** For how long a finger's speed carries the sheet on, in ms. */
const CARRY_MS = 120;
/** About as high as the sheet is with prompt and button alone, in CSS px. */
const PEEK_PX = 200;

interface Parts {
  readonly sheet: HTMLElement | null;
  readonly handle: HTMLElement | null;
}

/** Has the sheet follow the finger that is on its handle, until that is lifted; then it goes to the next of its heights. */
export function followFinger(
  { sheet, handle }: Parts,
  start: PointerEvent,
  onRise: (rise: Rise) => void,
): void {
  // The finger may be gone when this code comes.
  if (!sheet || !handle?.hasPointerCapture(start.pointerId) || start.button !== 0) return;
  const from = sheet.offsetHeight;
  let [last, speed, isDragged] = [start, 0, false];
  const { signal, abort } = abortable();
  const heightAt = (event: PointerEvent): number => from + start.clientY - event.clientY;

  function move(event: PointerEvent): void {
    if (event.pointerId !== start.pointerId || !sheet) return;
    if (!isDragged && Math.abs(event.clientY - start.clientY) < SLACK_PX) return;
    // What the peek hides has to be there to be seen.
    if (!isDragged && sheet.dataset['rise'] === 'peek') onRise('half');
    isDragged = true;
    speed = (last.clientY - event.clientY) / Math.max(event.timeStamp - last.timeStamp, 1);
    last = event;
    sheet.dataset['dragged'] = 'true';
    sheet.style.height = `${heightAt(event)}px`;
  }

  function end(event: PointerEvent): void {
    if (event.pointerId !== start.pointerId || !sheet || !handle) return;
    abort();
    delete sheet.dataset['dragged'];
    sheet.style.removeProperty('height');
    if (!isDragged) return;
    swallowClick(handle);
    onRise(nearestRise(heightAt(last) + speed * CARRY_MS, innerHeight));
  }

  handle.addEventListener('pointermove', move, { signal });
  handle.addEventListener('pointerup', end, { signal });
  handle.addEventListener('pointercancel', end, { signal });
}

/** The rise whose height is nearest to one, on a screen of a height; both in CSS px. */
export function nearestRise(height: number, screen: number): Rise {
  const heights: readonly (readonly [Rise, number])[] = [
    ['peek', PEEK_PX],
    ['half', 0.55 * screen],
    ['full', screen],
  ];
  const sorted = heights.toSorted(([, a], [, b]) => Math.abs(a - height) - Math.abs(b - height));
  return sorted[0]?.[0] ?? 'peek';
}

/** The click that the browser makes of a drag's end is no press. */
function swallowClick(handle: HTMLElement): void {
  const swallow = (event: Event): void => event.stopPropagation();
  document.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => document.removeEventListener('click', swallow, { capture: true }), 0);
  handle.focus({ preventScroll: true });
}

function abortable(): { readonly signal: AbortSignal; readonly abort: () => void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
