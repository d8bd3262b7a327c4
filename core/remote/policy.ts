/*
 * Which back end is next: pure rules over what is known of each of them.
 */
import { ArmatureError } from '../result/index.ts';
import type { CheckedRequest } from '../request/index.ts';
import { words, type Words } from '../words/index.ts';
import type { BackendFacts } from './backend.ts';
import { baseAddress } from './http.ts';
import { type Misfit, misfitsOf, type Wishes } from './misfits.ts';

/** When remote back ends are asked. */
export type FallbackPolicy =
  /** Draw here; where that cannot be, ask the person before anything is sent. */
  | 'ask'
  /** Draw here; where that cannot be, send to the next back end. */
  | 'local-first'
  /** Send to the first back end. */
  | 'remote';

/** What the person has given for one back end. */
export interface Equipment {
  /** May requests be sent there? */
  readonly enabled: boolean;
  /** Does this page's own server ask the service with a key of its own? */
  readonly relayed: boolean;
  readonly key: 'there' | 'locked' | 'none';
  readonly address?: string | undefined;
  readonly checkpoint?: string | undefined;
  readonly controlNet?: string | undefined;
  /** The checkpoints that the page's own server pays for; absent where it does not say, or does not pay. */
  readonly models?: readonly string[] | undefined;
}

/** How a back end stands for one request. */
export interface Standing {
  readonly backend: BackendFacts;
  /** What the person has to do first, a sentence each; empty where it is ready. */
  readonly missing: readonly Words[];
  readonly misfits: readonly Misfit[];
  /** US dollars for all pictures of the request. */
  readonly dollars: number;
  /** May the service take less, because it counts calls and not pictures? */
  readonly atMost: boolean;
  /** Would it pass the budget? */
  readonly overBudget: boolean;
}

const SWITCH_ON = words`Switch it on.`;

/** Lists what a back end still needs of the person, a sentence each. */
export function missingOf({ needs }: Pick<BackendFacts, 'needs'>, given: Equipment): Words[] {
  const { enabled, relayed, key, address, checkpoint = '', controlNet, models } = given;
  const unpaid = checkpoint.trim() !== '' && models?.includes(checkpoint) === false;
  const keyed = needs.includes('key') && !relayed;
  const rows: readonly (readonly [boolean, Words])[] = [
    [!enabled, SWITCH_ON],
    [keyed && key === 'none', words`Enter your key.`],
    [key === 'locked' && !relayed, words`Unlock your key with its passphrase.`],
    [
      address !== undefined && !isAddress(address),
      words`Correct its address, such as http://127.0.0.1:7860.`,
    ],
    [needs.includes('checkpoint') && isBlank(checkpoint), words`Choose a checkpoint.`],
    [unpaid, words`Choose a model that this site pays for: ${models?.join(', ') ?? ''}.`],
    [needs.includes('controlNet') && isBlank(controlNet), words`Choose a ControlNet.`],
  ];
  return rows.flatMap(([is, sentence]) => (is ? [sentence] : []));
}

function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === '';
}

function isAddress(text: string): boolean {
  try {
    baseAddress(text);
    return true;
  } catch (error) {
    if (error instanceof ArmatureError) return false;
    throw error;
  }
}

/** US dollars for all pictures of a request, at most. */
function dollarsFor(
  { price }: Pick<BackendFacts, 'price'>,
  { samples }: Pick<CheckedRequest, 'samples'>,
): number {
  return price.dollars * samples;
}

/**
 * Tells how a back end stands for a request.
 *
 * @param fits - does an amount of US dollars keep within the budget?
 * @param wishes - what the person lets services do beside drawing
 */
export function standingOf(
  backend: BackendFacts,
  given: Equipment,
  request: CheckedRequest,
  fits: (dollars: number) => boolean,
  wishes?: Wishes,
): Standing {
  const dollars = dollarsFor(backend, request);
  return {
    backend,
    missing: missingOf(backend, given),
    misfits: misfitsOf(request, backend.abilities, wishes),
    dollars,
    atMost: dollars > 0 && request.samples > 1,
    overBudget: dollars > 0 && !fits(dollars),
  };
}

/** Can the request be sent there as it is? */
export function isReady({
  missing,
  misfits,
  overBudget,
}: Pick<Standing, 'missing' | 'misfits' | 'overBudget'>): boolean {
  return missing.length === 0 && !overBudget && !misfits.some(({ kind }) => kind === 'refused');
}

/** Is the person's word all that it needs? */
export function isOneWordAway(standing: Standing): boolean {
  return isReady({ ...standing, missing: standing.missing.filter((sentence) => sentence !== SWITCH_ON) });
}

/** Said of a price. */
export const OVER_BUDGET = words`Its price would pass the budget.`;

/** Why a request cannot be sent there, in one sentence or more; undefined where it can. */
export function obstacleOf({ backend, missing, misfits, overBudget }: Standing): Words | undefined {
  const refused = misfits.filter(({ kind }) => kind === 'refused').map(({ message }) => message);
  const obstacles = [...missing, ...refused, ...(overBudget ? [OVER_BUDGET] : [])];
  return obstacles.length === 0
    ? undefined
    : words`${backend.label}: ${obstacles.reduce((list, next) => words`${list} ${next}`)}`;
}

/**
 * Says in plain words what will happen when Generate is pressed.
 *
 * @param ready - back ends that are set up, in order: what is sent goes to the first of them that can take it
 */
export function policySentence(policy: FallbackPolicy, ready: readonly Ready[]): Words {
  const [first, ...others] = ready.map(described);
  if (policy === 'ask') {
    return words`Pictures are drawn on this device. Where that cannot be, you are asked before anything is sent.`;
  }
  const chain =
    first && others.length > 0 ? words`${first}, or if it cannot take it, ${inTurn(others)}` : first;
  if (policy === 'remote') {
    return chain === undefined
      ? words`Pictures are to be sent away, but no back end is set up yet, so nothing is drawn.`
      : words`Every picture is sent to ${chain}, without asking.`;
  }
  if (chain === undefined) {
    return words`Pictures are drawn on this device. Where that cannot be, nothing happens: no back end is set up yet.`;
  }
  return words`Pictures are drawn on this device. Where that cannot be, they are sent to ${chain}, without asking.`;
}

/** A back end that is set up. */
export interface Ready extends Pick<BackendFacts, 'label' | 'price'> {
  /** Does this page's own server ask it, whose owner pays? */
  readonly relayed: boolean;
}

function described({ label, price, relayed }: Ready): Words {
  if (relayed) return words`${label} (paid by this site)`;
  return price.dollars > 0 ? words`${label} ($${price.dollars} a picture)` : words`${label} (free)`;
}

/** Back ends, one after the other. */
function inTurn(ready: readonly Words[]): Words {
  return ready.reduce((list, next) => words`${list}, then ${next}`);
}
