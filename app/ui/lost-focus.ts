/** Has what had the focus gone from a place, so that whoever uses keys would be at the top of the page? */
export function hasLostFocus(place: Node | null): boolean {
  const focused = document.activeElement;
  return focused === null || focused.contains(place);
}
