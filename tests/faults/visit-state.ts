import type { BrowserContext, Page } from 'playwright';
import type { FaultHand } from './inject.ts';
import type { Work } from './work.ts';

/** What a visit works with. */
export interface Visit {
  readonly context: BrowserContext;
  readonly hand: FaultHand;
  readonly url: string;
  /** The tab at work; some faults bring another one. */
  page: Page;
  work: Work;
  /** Finished pictures since the tab was opened or reloaded. */
  onPage: number;
  /** Finished pictures of the whole visit, but for those that the browser has evicted. */
  finished: number;
}
