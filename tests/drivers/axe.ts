/* What every view is looked at with: axe, with the rules that it leaves out unless asked. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * Axe with the size of targets as well (WCAG 2.2, 2.5.8), which it does not look at by itself.
 *
 * @param without - rules that do not hold for what is looked at. The builder's own `disableRules` would take the size of
 *   targets away again.
 */
export function axe(page: Page, without: readonly string[] = []): AxeBuilder {
  const left = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
  return new AxeBuilder({ page }).options({ rules: { 'target-size': { enabled: true }, ...left } });
}
