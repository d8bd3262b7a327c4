/*
 * Brings faults into a browser context from outside: by scripts that run before those of the page and of the worker, and by
 * answering for the network.
 */
import type { BrowserContext, Page, Route } from 'playwright';
import { ISOLATION_HEADERS } from '../../core/contract/index.ts';
import { breakPage, type PageDeed } from './break-page.ts';
import { breakWorker, FAULT_CHANNEL, type WorkerBreaking, type WorkerFault } from './break-worker.ts';

/** How a file fails to come. */
export type NetworkDeed = 'refused' | 'server-error' | 'wrong-page' | 'cut-short';

/** A fault of the network. */
export interface NetworkFault {
  /** Part of the address, as a regular expression. */
  readonly file: RegExp;
  readonly deed: NetworkDeed;
}

/** What is wrong in a context. */
export interface Faults {
  readonly worker?: WorkerFault | undefined;
  readonly page?: readonly PageDeed[] | undefined;
  readonly network?: NetworkFault | undefined;
  /** Do the faults of worker and network strike again and again, until they are lifted? */
  readonly lasting: boolean;
  readonly asHardware: boolean;
}

/** The hand on the faults of a context. */
export interface FaultHand {
  /** How often a fault struck. */
  struck(): number;
  /** Arms a fault in the worker that lives, and where it lasts, in those that follow. */
  arm(page: Page, fault: WorkerFault): Promise<void>;
  /** Resolves once a fault has struck that had not when this was called. */
  nextStrike(limitMs: number): Promise<void>;
  /** No worker and no file is harmed from here on. */
  lift(): void;
}

const BINDING = 'armatureFaultStruck';
const PRELUDE = '/__faults__/worker.js';
/** Long enough for the runner to do something to the page. */
const HOLD_MS = 1500;
// Compilers name functions by a helper that is not there where the text goes.
const HELPER = 'globalThis.__name ??= (value) => value;';

function textOf<Input>(work: (input: Input) => void, input: Input): string {
  return `${HELPER}\n(${work.toString()})(${JSON.stringify(input)});`;
}

/** Prepares a context, before its first page opens. */
export async function injectFaults(context: BrowserContext, faults: Faults): Promise<FaultHand> {
  let count = 0;
  let waiting: (() => void)[] = [];
  let lifted = false;
  let workers = 0;
  let worker = faults.worker;
  const strike = (): void => {
    count++;
    for (const wake of waiting) wake();
    waiting = [];
  };

  await context.exposeBinding(BINDING, strike);
  const page = { channel: FAULT_CHANNEL, deeds: faults.page ?? [], binding: BINDING };
  await context.addInitScript({ content: textOf(breakPage, page) });
  await context.route(/\/assets\/generate\.worker-[\w-]+\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `import '${PRELUDE}';\n${await response.text()}` });
  });
  await context.route(`**${PRELUDE}`, (route) => {
    const fault = !lifted && (faults.lasting || workers === 0) ? worker : undefined;
    workers++;
    const breaking: WorkerBreaking = {
      ...{ channel: FAULT_CHANNEL, fault, asHardware: faults.asHardware, holdMs: HOLD_MS },
    };
    const body = `${textOf(breakPage, page)}\n${textOf(breakWorker, breaking)}`;
    return route.fulfill({ body, headers: { ...ISOLATION_HEADERS, 'Content-Type': 'text/javascript' } });
  });
  const { network } = faults;
  if (network) {
    let failed = 0;
    await context.route(network.file, async (route) => {
      if (lifted || (!faults.lasting && failed > 0)) return route.fallback();
      failed++;
      strike();
      return fail(route, network.deed);
    });
  }

  return {
    struck: () => count,
    async arm(open, fault) {
      if (faults.lasting) worker = fault;
      workers = Math.max(workers, 1);
      await open.evaluate(
        ([channel, arm]) => new BroadcastChannel(channel).postMessage({ arm }),
        [FAULT_CHANNEL, fault] as const,
      );
    },
    nextStrike: (limitMs) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error('The fault did not strike in time.')), limitMs);
        waiting.push(() => {
          clearTimeout(late);
          resolve();
        });
      }),
    lift: () => void (lifted = true),
  };
}

async function fail(route: Route, deed: NetworkDeed): Promise<void> {
  switch (deed) {
    case 'refused':
      return route.abort('connectionrefused');
    case 'server-error':
      return route.fulfill({ status: 503, body: 'Down for maintenance.' });
    case 'wrong-page':
      return route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Sign in</h1>' });
    case 'cut-short': {
      const response = await route.fetch();
      const body = await response.body();
      return route.fulfill({ response, body: body.subarray(0, body.length / 2) });
    }
  }
}
