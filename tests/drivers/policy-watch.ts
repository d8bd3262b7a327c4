/*
 * Has a violation of the page's Content-Security-Policy fail the test in which it happens.
 */
import { type BrowserContext, expect, type Page, type Worker } from '@playwright/test';

const MARK = 'securitypolicyviolation';
/** What the browser itself says of documents, also of what happens before a listener is there. */
const COMPLAINT = /Content Security Policy|requires 'Trusted/i;

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
  context.addInitScript(reportViolations, MARK).catch(ignoreEnd);
  // Of workers the browser says nothing.
  const watchWorkers = (page: Page): void => void page.on('worker', watchWorker);
  context.pages().forEach(watchWorkers);
  context.on('page', watchWorkers);
}

function watchWorker(worker: Worker): void {
  worker.evaluate(reportViolations, MARK).catch(ignoreEnd);
}

/** Runs in the page and in its workers. */
function reportViolations(mark: string): void {
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample, sourceFile }) => {
    console.error(mark, effectiveDirective, blockedURI, sample, sourceFile);
  });
}

function ignoreEnd(): void {
  // What has ended has nothing to report any more.
}
