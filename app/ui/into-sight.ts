const STILL = '(prefers-reduced-motion: reduce)';

/** Scrolls no further than it takes to see the element, and at once for whoever asks for less motion. */
export function bringIntoSight(element: Element): void {
  element.scrollIntoView({ block: 'nearest', behavior: matchMedia(STILL).matches ? 'auto' : 'smooth' });
}
