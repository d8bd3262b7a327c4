/*
 * Has a violation of the page's Content-Security-Policy fail the test in which it happens.
 */
import { type BrowserContext, expect } from '@playwright/test';

const MARK = 'securitypolicyviolation';
/** Browsers tell of violations in workers on the console alone. */
const COMPLAINT = /Content Security Policy|requires '?Trusted|TrustedScript(?:URL)?'? assignment/i;

const watched = new WeakSet<BrowserContext>();

/** Watches all pages and workers that the context will have. */
export function watchPolicy(context: BrowserContext): void {
  if (watched.has(context)) return;
  watched.add(context);
  context.on('console', (message) => {
    const text = message.text();
    if (text.startsWith(MARK) || COMPLAINT.test(text))
      expect.soft(text, 'nothing violates the policy of the page').toBe('');
  });
  const report = context.addInitScript((mark) => {
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample, sourceFile }) => {
      console.error(mark, effectiveDirective, blockedURI, sample, sourceFile);
    });
  }, MARK);
  // A context that closes before it had a page has nothing to report.
  report.catch(() => undefined);
}
