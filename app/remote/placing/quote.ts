/*
 * What a row of pictures comes to, told before the first of them is sent. Which back end takes a picture depends on the picture:
 * in a comparison of samplers one may go to the first back end and the next to the second, at another price.
 */
import {
  isReady,
  type BackendFacts,
  reserve,
  roundedDollars,
  type Standing,
} from '../../../core/remote/index.ts';
import type { SeededRequest } from '../../../core/request/index.ts';
import type { RemoteSetup } from '../../state/local-setup.ts';
import type { RemoteState } from '../../state/remote.ts';
import { say } from '../../words/say.ts';
import { obstaclesIn, paidByPerson, relayOf, remoteSetupOf, standingsIn } from '../back-ends/accounts.ts';

/** The pictures of a row that one back end takes. */
export interface QuotePart {
  readonly backend: BackendFacts;
  readonly pictures: number;
  /** US dollars that the person pays for one of them: 0 on their own machine, and where the site pays. */
  readonly dollarsEach: number;
  readonly relayed: boolean;
}

/** Who takes one picture of a row. */
export interface Taker {
  readonly backendId: string;
  /** What it is sent. */
  readonly request: SeededRequest;
  /** US dollars that the person pays for it. */
  readonly dollars: number;
  readonly setup: RemoteSetup;
}

/** What a row of pictures comes to. */
export interface Quote {
  /** By back end and price, in the order in which they are first needed. */
  readonly parts: readonly QuotePart[];
  readonly pictures: number;
  /** US dollars that the person pays for the whole row, whatever the budget is. */
  readonly dollars: number;
  /** Pictures, from the first on, that are drawn before the row ends, and US dollars for them. */
  readonly possible: number;
  readonly possibleDollars: number;
  /** Of the possible ones, in their order. */
  readonly takers: readonly Taker[];
  /** What ends the row before its last picture. */
  readonly end?: 'budget' | 'obstacle';
  /** In the words of the back ends, where it is an obstacle. */
  readonly obstacle: string;
}

/**
 * Adds up a row that is drawn elsewhere.
 *
 * @param today - `YYYY-MM-DD`
 */
export function quoteFor(state: RemoteState, requests: readonly SeededRequest[], today: string): Quote {
  const parts = new Map<string, QuotePart>();
  const takers: Taker[] = [];
  let then = state;
  let stop: Pick<Quote, 'possible' | 'possibleDollars' | 'end' | 'obstacle'> | undefined;
  requests.forEach((request, possible) => {
    const standings = standingsIn(then, request, today);
    const ready = standings.find(isReady);
    const taker = ready ?? standings.find((standing) => isReady({ ...standing, overBudget: false }));
    if (!ready) {
      const why = taker
        ? OVER_BUDGET
        : {
            end: 'obstacle' as const,
            obstacle: obstaclesIn(state, standings)
              .map((words) => say(words))
              .join(' '),
          };
      stop ??= { possible, possibleDollars: sumOf(parts), ...why };
    }
    if (!taker) return;
    if (!stop) takers.push(takerOf(state, taker, request));
    add(parts, partOf(state, taker));
    then = afterPaying(then, taker, today);
  });
  const [pictures, dollars] = [requests.length, sumOf(parts)];
  const whole = { possible: pictures, possibleDollars: dollars, obstacle: '' };
  return { ...whole, ...stop, takers, parts: [...parts.values()], pictures, dollars };
}

function takerOf(state: RemoteState, taker: Standing, request: SeededRequest): Taker {
  const { id: backendId } = taker.backend;
  return { backendId, request, dollars: paidByPerson(state, taker), setup: remoteSetupOf(state, backendId) };
}

function sumOf(parts: ReadonlyMap<string, QuotePart>): number {
  const sum = [...parts.values()].reduce((dollars, part) => dollars + part.pictures * part.dollarsEach, 0);
  return roundedDollars(sum);
}

const OVER_BUDGET = { end: 'budget', obstacle: '' } as const;

function partOf(state: RemoteState, standing: Standing): QuotePart {
  const { backend } = standing;
  const relayed = relayOf(state, backend.id) !== undefined;
  return { backend, pictures: 1, dollarsEach: paidByPerson(state, standing), relayed };
}

function add(parts: Map<string, QuotePart>, part: QuotePart): void {
  const name = `${part.backend.id} ${part.dollarsEach}`;
  parts.set(name, { ...part, pictures: (parts.get(name)?.pictures ?? 0) + 1 });
}

/** The state once a picture is paid for. */
function afterPaying(state: RemoteState, { backend, dollars }: Standing, today: string): RemoteState {
  const { relay, spent } = state;
  if (!relayOf(state, backend.id)) return { ...state, spent: reserve(spent, today, dollars) };
  return { ...state, relay: relay && { ...relay, dollarsLeft: relay.dollarsLeft - dollars } };
}
