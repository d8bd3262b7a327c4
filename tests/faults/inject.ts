/*
 * Brings faults into a browser context from outside: by scripts that run before those of the page and of the worker, and by
 * answering for the network.
 */
import type { BrowserContext, Page, Route, Worker } from 'playwright';
import { ISOLATION_HEADERS } from '../../core/contract/index.ts';
import { breakClock, type JumpedScope } from './break-clock.ts';
import { breakPage, type PageDeed } from './break-page.ts';
import { breakWorker, FAULT_CHANNEL, type WorkerBeside, type WorkerFault } from './break-worker.ts';

/** How a file fails to come. */
export type NetworkDeed = 'refused' | 'server-error' | 'wrong-page' | 'cut-short';

/** A fault of the network. */
export interface NetworkFault {
  /** Part of the address, as a regular expression. */
  readonly file: RegExp;
  readonly deed: NetworkDeed;
}

/** What holds for all of a context. */
export interface Surroundings {
  readonly page: readonly PageDeed[];
  /** Does the software adapter pass for a graphics card? */
  readonly asHardware: boolean;
  /**
   * Do the page's files come from the network, so that they can be changed on the way? Where its service worker answers, faults
   * are brought into the worker that lives, and into no other; files come unharmed.
   */
  readonly onTheWay: boolean;
}

/** The hand on the faults of a context. A lasting fault strikes in every worker, and at every file, until it is lifted. */
export interface FaultHand {
  /** How often a fault of this name struck. */
  struck(name: string): number;
  /** Counts a strike of the runner's own, once it has seen it take effect. */
  strike(name: string): void;
  /** Arms a fault in the worker that lives, and where it lasts, in those that follow. */
  arm(page: Page, fault: WorkerFault, lasting: boolean): Promise<void>;
  /** Has the next worker come up with a fault, and where it lasts, those that follow. */
  armNext(fault: WorkerFault, lasting: boolean): void;
  /** Keeps files from coming: the first one, or where it lasts, all. */
  cut(fault: NetworkFault, lasting: boolean): void;
  /** Has the clock jump by so many ms, in the tabs and workers that are open and in those that open later. */
  jumpClock(page: Page, ms: number): Promise<void>;
  /** Resolves once a fault of this name has struck again. */
  nextStrike(name: string, limitMs: number): Promise<void>;
  /** Nothing is harmed from here on. */
  lift(): void;
  /** Do workers that draw come up without any code from here on, so that they do nothing? */
  rest(resting: boolean): void;
}

/** What hears of faults in the page. */
export const BINDING = 'armatureFaultStruck';
const PRELUDE = '/__faults__/';
const WORKER = /\/assets\/(?:generate|library|text|detect)\.worker-[\w-]+\.js$/;
/** What is fetched while the page comes up and a model is loaded. */
const FILES = /models-manifest\.json|\/assets\/.*(?:worker|ort)|\/models\//;
const SCRIPT = { ...ISOLATION_HEADERS, 'Content-Type': 'text/javascript' };
/** Long enough for the runner to do something to the page. */
const HOLD_MS = 1500;
// Compilers name functions by a helper that is not there where the text goes.
const HELPER = 'globalThis.__name ??= (value) => value;';

/** A function and its input as text that runs anywhere. */
export function textOf<Input>(work: (input: Input) => void, input: Input): string {
  return `${HELPER}\n(${work.toString()})(${JSON.stringify(input)});`;
}

interface Armed<Fault> {
  readonly fault: Fault;
  readonly lasting: boolean;
}

/** Prepares a context, before its first page opens. */
export async function injectFaults(
  context: BrowserContext,
  { page: deeds, asHardware, onTheWay }: Surroundings,
): Promise<FaultHand> {
  const counts = new Map<string, number>();
  let waiting: { readonly name: string; readonly wake: () => void }[] = [];
  let ofWorkers: Armed<WorkerFault> | undefined;
  let ofFiles: Armed<NetworkFault> | undefined;
  let resting = false;
  const jumps: number[] = [];
  const strike = (name: string): void => {
    counts.set(name, (counts.get(name) ?? 0) + 1);
    for (const one of waiting) if (one.name === name) one.wake();
    waiting = waiting.filter((one) => one.name !== name);
  };

  const broken = new WeakSet<Worker>();
  /** Prepares the worker that draws while it waits for its calls. */
  async function breakLiving(open: Page): Promise<void> {
    const worker = open.workers().find((one) => WORKER.test(one.url()) && besideOf(one.url()) === undefined);
    if (!worker) throw new Error('No worker is there to draw.');
    if (broken.has(worker)) return;
    broken.add(worker);
    const breaking = { ...{ of: undefined, fault: undefined }, asHardware, holdMs: HOLD_MS };
    await worker.evaluate(textOf(breakWorker, { channel: FAULT_CHANNEL, ...breaking }));
  }

  await context.exposeBinding(BINDING, (_, name: string) => strike(name));
  const page = { channel: FAULT_CHANNEL, deeds, binding: BINDING };
  await context.addInitScript({ content: textOf(breakPage, page) });
  await context.addInitScript({ content: textOf(breakClock, { channel: FAULT_CHANNEL, jumps: [] }) });
  if (onTheWay) {
    await context.route(WORKER, async (route) => {
      const of = besideOf(route.request().url());
      if (resting && of === undefined) return route.fulfill({ body: '', headers: SCRIPT });
      const response = await route.fetch();
      const prelude = `${PRELUDE}${of ?? 'generate'}.js`;
      await route.fulfill({ response, body: `import '${prelude}';\n${await response.text()}` });
    });
    await context.route(`**${PRELUDE}*`, (route) => {
      const of = besideOf(route.request().url());
      const fault = ofWorkers?.fault.of === of ? ofWorkers?.fault : undefined;
      if (fault && !ofWorkers?.lasting) ofWorkers = undefined;
      const breaking = { channel: FAULT_CHANNEL, of, fault, asHardware, holdMs: HOLD_MS };
      return route.fulfill({
        body: [
          textOf(breakPage, page),
          textOf(breakClock, { channel: FAULT_CHANNEL, jumps }),
          textOf(breakWorker, breaking),
        ].join('\n'),
        headers: SCRIPT,
      });
    });
    await context.route(FILES, (route) => {
      if (!ofFiles?.fault.file.test(route.request().url())) return route.fallback();
      const { deed } = ofFiles.fault;
      if (!ofFiles.lasting) ofFiles = undefined;
      strike(deed);
      return fail(route, deed);
    });
  }

  return {
    struck: (name) => counts.get(name) ?? 0,
    strike,
    async arm(open, fault, lasting) {
      ofWorkers = lasting ? { fault, lasting } : undefined;
      if (!onTheWay) await breakLiving(open);
      await tell(open, { arm: fault });
    },
    armNext: (fault, lasting) => void (ofWorkers = { fault, lasting }),
    cut: (fault, lasting) => void (ofFiles = { fault, lasting }),
    async jumpClock(open, jumpMs) {
      jumps.push(jumpMs);
      await context.addInitScript((ms) => {
        ((globalThis as JumpedScope).armatureClockJumps ??= []).push(ms);
      }, jumpMs);
      await tell(open, { jumpMs });
    },
    nextStrike: (name, limitMs) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(
          () => reject(new Error(`The fault ${name} did not strike in time.`)),
          limitMs,
        );
        const wake = (): void => {
          clearTimeout(late);
          resolve();
        };
        waiting.push({ name, wake });
      }),
    lift() {
      ofWorkers = undefined;
      ofFiles = undefined;
    },
    rest: (wanted) => void (resting = wanted),
  };
}

/** Which worker the address of its code, or of what runs before it, is of; undefined for the one that draws. */
function besideOf(url: string): WorkerBeside | undefined {
  return (['library', 'text', 'detect'] as const).find((name) => url.includes(`/${name}.`));
}

/** Tells all that is open, from a tab. */
async function tell(page: Page, message: object): Promise<void> {
  await page.evaluate(([channel, told]) => new BroadcastChannel(channel).postMessage(told), [
    FAULT_CHANNEL,
    message,
  ] as const);
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
