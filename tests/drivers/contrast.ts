/* Contrast of what no rule of axe looks at: edges of controls and rings of focus. */
import type { Page } from '@playwright/test';

/** A pair of colours that is too close, with what it belongs to. */
export interface Weak {
  readonly name: string;
  readonly ratio: number;
}

/** What {@link weakEdges} looks at. */
export type Edge = 'border' | 'focus';

/**
 * Controls in sight whose edge has less than 3:1 against what is behind it (WCAG 2.2, 1.4.11).
 *
 * @param edge - the border of every control that has one, or the ring of the one that has the focus
 */
export function weakEdges(page: Page, edge: Edge): Promise<Weak[]> {
  return page.evaluate((kind) => {
    const CONTROLS = 'button, input:not([type=range], [type=file]), select, textarea';
    const rgba = (text: string): number[] => (text.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = (colour: number[]): number => {
      const [r = 0, g = 0, b = 0] = colour
        .slice(0, 3)
        .map((value) => value / 255)
        .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const isClear = (colour: number[]): boolean => colour.length < 3 || colour[3] === 0;
    const behind = (element: Element): number[] => {
      for (let at = element.parentElement; at; at = at.parentElement) {
        const colour = rgba(getComputedStyle(at).backgroundColor);
        if (!isClear(colour)) return colour;
      }
      return [255, 255, 255];
    };
    const looked =
      kind === 'focus' && document.activeElement
        ? [document.activeElement]
        : [...document.querySelectorAll(CONTROLS)].filter((control) => control.checkVisibility());
    return looked.flatMap((control) => {
      const style = getComputedStyle(control);
      const [colour, width] =
        kind === 'focus'
          ? [rgba(style.outlineColor), style.outlineWidth]
          : [rgba(style.borderTopColor), style.borderTopWidth];
      const hasNone = isClear(colour) || parseFloat(width) === 0;
      const name = control.getAttribute('aria-label') ?? control.textContent.trim();
      if (hasNone) return kind === 'focus' ? [{ name, ratio: 1 }] : [];
      const around = luminance(behind(control));
      const ratioTo = (edge: number[]): number => {
        const [dark = 0, light = 0] = [luminance(edge), around].toSorted((a, b) => a - b);
        return (light + 0.05) / (dark + 0.05);
      };
      const fill = rgba(style.backgroundColor);
      // A light button on dark ground is told by itself.
      const ratio =
        kind === 'border' && !isClear(fill) ? Math.max(ratioTo(colour), ratioTo(fill)) : ratioTo(colour);
      return ratio < 3 ? [{ name, ratio }] : [];
    });
  }, edge);
}
