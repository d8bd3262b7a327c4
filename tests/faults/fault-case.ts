/*
 * What a fault is: what strikes, when, and once or again and again.
 */
import type { PageDeed } from './break-page.ts';
import type { Moment, WorkerFault } from './break-worker.ts';
import { type Evicted, isOfShell, kindsOf } from './stored.ts';
import type { NetworkFault } from './inject.ts';

/** Something that the runner does to the page while the worker stands still. */
export type TabDeed =
  | { readonly do: 'reload' }
  /** The tab's process ends. */
  | { readonly do: 'crash' }
  | { readonly do: 'close' }
  /** The tab is hidden and frozen for a while. */
  | { readonly do: 'freeze' }
  | { readonly do: 'offline' }
  /** The clock jumps by a year. */
  | { readonly do: 'clock'; readonly to: 'forward' | 'back' }
  /** Another tab of the page opens, is worked in, and draws. */
  | { readonly do: 'second-tab' }
  /** The browser evicts what is stored. */
  | { readonly do: 'evict'; readonly what: Evicted };

/** When a tab deed is done: while the worker draws, or when nothing is at work. */
export type TabMoment = Moment | 'idle';

/** One injected fault. */
export interface FaultCase {
  /** Row of the table. */
  readonly kind: string;
  readonly name: string;
  readonly worker?: WorkerFault;
  readonly page?: readonly PageDeed[];
  readonly network?: NetworkFault;
  readonly tab?: { readonly at: TabMoment; readonly deed: TabDeed };
  /** Texts that an earlier visit left in localStorage, by key. */
  readonly saved?: Readonly<Record<string, string>>;
  /** Databases of a later version that an earlier visit left, by name. */
  readonly laterDatabases?: readonly string[];
  readonly lasting: boolean;
  /** Which backend is set, `hardware`: automatic, with an adapter that passes for a graphics card. */
  readonly backend: 'cpu' | 'gpu' | 'hardware';
  /** Is the page itself kept from coming up? Then there is nothing to lose but what was there before. */
  readonly atBoot?: boolean;
}

/**
 * Does the page come by way of its service worker? That one answers with its own copies of the page's files, so that none
 * can be changed on the way.
 */
export function hasServiceWorker({ tab }: FaultCase): boolean {
  return tab?.deed.do === 'evict' && kindsOf(tab.deed.what).some(isOfShell);
}

/** A moment in words. */
export function momentWords(moment: TabMoment): string {
  if (moment === 'idle') return 'idle';
  switch (moment.on) {
    case 'start':
      return 'start of the worker';
    case 'call':
      return `call ${moment.call}`;
    case 'device':
      return 'device opened';
    case 'stage':
      return moment.stage;
    case 'step':
      return `step ${moment.step}`;
    case 'picture':
      return 'between runs';
  }
}
