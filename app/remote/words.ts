/*
 * Remote work in words: prices, abilities, keys and what is left to do.
 */
import type { Abilities, Balance, BackendFacts } from '../../core/remote/index.ts';
import type { Failure } from '../../core/result/index.ts';
import { SAMPLERS, SCHEDULERS } from '../../core/sampling/index.ts';
import { counted, words, type Words } from '../../core/words/index.ts';
import type { Checkup, KeyState } from '../state/remote.ts';
import { failureSaid } from '../words/failed.ts';
import { listWords, numberWords } from '../words/numbers.ts';
import { say } from '../words/say.ts';
import type { Outlook } from './actions.ts';
import type { Quote, QuotePart } from './placing/quote.ts';

const DOLLARS = {
  style: 'currency',
  currency: 'USD',
  minimumFractionDigits: 2,
  maximumFractionDigits: 4,
} as const;

/** Who draws: the name of the service, with which the labels of paid back ends begin, or of the person's server. */
export function serviceName({ kind, label }: Pick<BackendFacts, 'kind' | 'label'>): string {
  return kind === 'paid' ? (label.split(/[ ,]/, 1)[0] ?? label) : label;
}

/** A sum in US dollars, such as "$0.017" or "$1.50". */
export function dollarWords(dollars: number): string {
  return numberWords(dollars, DOLLARS);
}

/** What one picture costs, and whose machine draws it. */
export function priceWords({ kind, price }: BackendFacts, relayed: boolean): string {
  if (kind === 'own') return say`Your own machine, free`;
  if (relayed) return say`A service's machine, paid by this site`;
  return say`A service's machine, about ${dollarWords(price.dollars)} a picture`;
}

/** What the pictures of one request cost. */
export function callPriceWords({ kind }: BackendFacts, { dollars, atMost, relayed }: Outlook): string {
  if (kind === 'own') return say`Free`;
  if (relayed) return say`Paid by this site`;
  return atMost ? say`At most ${dollarWords(dollars)}` : dollarWords(dollars);
}

/** The same behind the words of a button: nothing where the person pays nothing. */
export function costWords({ dollars, atMost, relayed }: Outlook): string {
  if (dollars === 0 || relayed) return '';
  return atMost ? say` (at most ${dollarWords(dollars)})` : ` (${dollarWords(dollars)})`;
}

/** What a row of pictures comes to, such as "12 pictures × $0.017 at Segmind = $0.204". */
export function quoteWords({ parts, dollars }: Quote, atMost: boolean): string {
  const sum = parts.map(partWords).join(' + ');
  const total = dollars > 0 ? ` = ${dollarWords(dollars)}` : '';
  return atMost ? say`At the most ${sum}${total}` : `${sum}${total}`;
}

function partWords({ backend, pictures, dollarsEach, relayed }: QuotePart): string {
  const many = say`${counted(pictures, { one: '# picture', other: '# pictures' })}`;
  const name = serviceName(backend);
  if (relayed) return say`${many} at ${name}, paid by this site`;
  return dollarsEach > 0
    ? say`${many} × ${dollarWords(dollarsEach)} at ${name}`
    : say`${many} at ${name}, free`;
}

/** Why a row would end before its last picture; empty where it would not. */
export function rowEndWords({ end, possible, parts, obstacle }: Quote): string {
  if (end === undefined) return '';
  const many =
    possible === 0 ? words`none of them` : words`the first ${counted(possible, { one: 'one', other: '#' })}`;
  if (end === 'obstacle') return say`Elsewhere takes ${many}. ${obstacle}`;
  return parts.some(({ relayed }) => relayed)
    ? say`This site's money is enough for ${many}.`
    : say`What you allow a day is enough for ${many}.`;
}

/** Why a request would cost more than may be spent, and what to do. */
export function overBudgetWords({ relayed }: Pick<Outlook, 'relayed'>): string {
  return relayed
    ? say`This site has no money left for it today.`
    : say`It would pass what you allow a day. Raise the limit under Back ends.`;
}

/** How the pose is used. */
export function poseWords({ pose }: Abilities): string {
  return pose === 'steers' ? say`The pose steers the picture` : say`Prompt only, no pose`;
}

/** Short facts of what a back end can do, one for each line. */
export function abilityWords(abilities: Abilities): string[] {
  const { side, steps, guidance, samples, init, mask, negativePrompt, seed } = abilities;
  const facts = [
    side ? say`Sides of ${side.min} to ${side.max} px in steps of ${side.step}` : say`It chooses the size`,
    say`${steps.min} to ${steps.max} steps, guidance ${guidance.min} to ${guidance.max}`,
    say`${counted(samples.max, { one: 'One picture at a time', other: 'Up to # pictures at once' })}`,
    init
      ? say`Starts from a picture${mask ? say`, or paints a part of it anew` : ''}`
      : say`Starts from words alone`,
  ];
  if (!negativePrompt) facts.push(say`No negative prompt`);
  if (!seed) facts.push(say`No seed: a picture cannot be made again`);
  return facts;
}

/** Names that can be chosen, under a line that counts them. */
export interface Names {
  readonly line: string;
  readonly names: readonly string[];
}

/** The samplers and schedules of a back end. */
export function choiceNames({ samplers, schedulers }: Abilities): Names[] {
  return [
    ...(samplers
      ? [
          {
            line: say`${counted(samplers.length, { one: '# sampler', other: '# samplers' })}`,
            names: samplers.map(samplerLabel),
          },
        ]
      : []),
    ...(schedulers
      ? [
          {
            line: say`${counted(schedulers.length, { one: '# schedule', other: '# schedules' })}`,
            names: schedulers.map(schedulerLabel),
          },
        ]
      : []),
  ];
}

const samplerLabel = (name: keyof typeof SAMPLERS): string => SAMPLERS[name].label;
const schedulerLabel = (name: keyof typeof SCHEDULERS): string => SCHEDULERS[name].label;

const KEY_WORDS: Readonly<Record<KeyState, Words>> = {
  none: words``,
  tab: words`Held until this tab is closed.`,
  device: words`Kept on this device, encrypted. Whoever uses this browser can use it.`,
  unlocked: words`Kept on this device under your passphrase, and unlocked.`,
  locked: words`Kept on this device, and locked: the passphrase comes first.`,
};

/** Said of a run that can only be dismissed. */
export function namelessWords(name: string): Words {
  return words`${name} has given this run no name, so its pictures cannot be asked for.`;
}

/** What became of a key. */
export function keyWords(state: KeyState): string {
  return say(KEY_WORDS[state]);
}

/** What a check found. */
export function checkupWords(checkup: Checkup, balance: Balance | undefined): string {
  switch (checkup.state) {
    case 'asking':
      return say`Asking…`;
    case 'failed':
      return failureWords(checkup.failure);
    default:
      return say`Reached.${foundWords(checkup)}${balance ? say` ${balanceWords(balance)} left.` : ''}`;
  }
}

/** A failure, and what to do about it. */
export function failureWords(failure: Failure): string {
  return failureSaid(failure);
}

type Fine = Extract<Checkup, { state: 'fine' }>;

function foundWords({ checkpoints, controlNets }: Fine): string {
  const found = [
    ...(checkpoints
      ? [say`${counted(checkpoints.length, { one: '# checkpoint', other: '# checkpoints' })}`]
      : []),
    ...(controlNets
      ? [say`${counted(controlNets.length, { one: '# ControlNet', other: '# ControlNets' })}`]
      : []),
  ];
  return found.length > 0 ? say` It has ${listWords(found)}.` : '';
}

/** What is left of the person's money, such as "$43.60" or "4,210.19 credits". */
export function balanceWords({ amount, unit }: Balance): string {
  return unit === 'dollars'
    ? dollarWords(amount)
    : say`${numberWords(amount, { maximumFractionDigits: 3 })} credits`;
}
