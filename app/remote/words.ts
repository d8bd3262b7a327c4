/*
 * Remote work in words: prices, abilities, keys and what is left to do.
 */
import type { Abilities, Balance, RemoteBackend } from '../../core/remote/index.ts';
import type { Failure } from '../../core/result/index.ts';
import { SAMPLERS, SCHEDULERS } from '../../core/sampling/index.ts';
import type { Checkup, KeyState } from '../state/remote.ts';
import type { Outlook } from './actions.ts';
import type { Quote, QuotePart } from './placing/quote.ts';

const DOLLARS = new Intl.NumberFormat('en-US', {
  style: 'currency',
  currency: 'USD',
  minimumFractionDigits: 2,
  maximumFractionDigits: 4,
});

/** Who draws: the name of the service, with which the labels of paid back ends begin, or of the person's server. */
export function serviceName({ kind, label }: Pick<RemoteBackend, 'kind' | 'label'>): string {
  return kind === 'paid' ? (label.split(/[ ,]/, 1)[0] ?? label) : label;
}

/** A sum in US dollars, such as "$0.017" or "$1.50". */
export function dollarWords(dollars: number): string {
  return DOLLARS.format(dollars);
}

/** What one picture costs, and whose machine draws it. */
export function priceWords({ kind, price }: RemoteBackend, relayed: boolean): string {
  if (kind === 'own') return 'Your own machine, free';
  if (relayed) return "A service's machine, paid by this site";
  return `A service's machine, about ${dollarWords(price.dollars)} a picture`;
}

/** What the pictures of one request cost. */
export function callPriceWords({ kind }: RemoteBackend, { dollars, atMost, relayed }: Outlook): string {
  if (kind === 'own') return 'Free';
  if (relayed) return 'Paid by this site';
  return atMost ? `At most ${dollarWords(dollars)}` : dollarWords(dollars);
}

/** The same behind the words of a button: nothing where the person pays nothing. */
export function costWords({ dollars, atMost, relayed }: Outlook): string {
  if (dollars === 0 || relayed) return '';
  return atMost ? ` (at most ${dollarWords(dollars)})` : ` (${dollarWords(dollars)})`;
}

/** What a row of pictures comes to, such as "12 pictures × $0.017 at Segmind = $0.204". */
export function quoteWords({ parts, dollars }: Quote, atMost: boolean): string {
  const sum = parts.map(partWords).join(' + ');
  const total = dollars > 0 ? ` = ${dollarWords(dollars)}` : '';
  return atMost ? `At the most ${sum}${total}` : `${sum}${total}`;
}

function partWords({ backend, pictures, dollarsEach, relayed }: QuotePart): string {
  const many = counted(pictures, 'picture');
  const name = serviceName(backend);
  if (relayed) return `${many} at ${name}, paid by this site`;
  return dollarsEach > 0 ? `${many} × ${dollarWords(dollarsEach)} at ${name}` : `${many} at ${name}, free`;
}

/** Why a row would end before its last picture; empty where it would not. */
export function rowEndWords({ end, possible, parts, obstacle }: Quote): string {
  if (end === undefined) return '';
  const many = possible === 0 ? 'none of them' : `the first ${possible === 1 ? 'one' : possible}`;
  if (end === 'obstacle') return `Elsewhere takes ${many}. ${obstacle}`;
  const whose = parts.some(({ relayed }) => relayed) ? "This site's money" : 'What you allow a day';
  return `${whose} is enough for ${many}.`;
}

/** Why a request would cost more than may be spent, and what to do. */
export function overBudgetWords({ relayed }: Pick<Outlook, 'relayed'>): string {
  return relayed
    ? 'This site has no money left for it today.'
    : 'It would pass what you allow a day. Raise the limit under Back ends.';
}

/** How the pose is used. */
export function poseWords({ pose }: Abilities): string {
  return pose === 'steers' ? 'The pose steers the picture' : 'Prompt only, no pose';
}

/** Short facts of what a back end can do, one for each line. */
export function abilityWords(abilities: Abilities): string[] {
  const { side, steps, guidance, samples, init, mask, negativePrompt, seed } = abilities;
  const words = [
    side ? `Sides of ${side.min} to ${side.max} px in steps of ${side.step}` : 'It chooses the size',
    `${steps.min} to ${steps.max} steps, guidance ${guidance.min} to ${guidance.max}`,
    samples.max === 1 ? 'One picture at a time' : `Up to ${samples.max} pictures at once`,
    init ? `Starts from a picture${mask ? ', or paints a part of it anew' : ''}` : 'Starts from words alone',
  ];
  if (!negativePrompt) words.push('No negative prompt');
  if (!seed) words.push('No seed: a picture cannot be made again');
  return words;
}

/** Names that can be chosen, under a line that counts them. */
export interface Names {
  readonly line: string;
  readonly names: readonly string[];
}

/** The samplers and schedules of a back end. */
export function choiceNames({ samplers, schedulers }: Abilities): Names[] {
  return [
    ...(samplers ? [{ line: counted(samplers.length, 'sampler'), names: samplers.map(samplerLabel) }] : []),
    ...(schedulers
      ? [{ line: counted(schedulers.length, 'schedule'), names: schedulers.map(schedulerLabel) }]
      : []),
  ];
}

const samplerLabel = (name: keyof typeof SAMPLERS): string => SAMPLERS[name].label;
const schedulerLabel = (name: keyof typeof SCHEDULERS): string => SCHEDULERS[name].label;

/** A number of things. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

const KEY_WORDS: Readonly<Record<KeyState, string>> = {
  none: '',
  tab: 'Held until this tab is closed.',
  device: 'Kept on this device, encrypted. Whoever uses this browser can use it.',
  unlocked: 'Kept on this device under your passphrase, and unlocked.',
  locked: 'Kept on this device, and locked: the passphrase comes first.',
};

/** Said of a run that can only be dismissed. */
export function namelessWords(name: string): string {
  return `${name} has given this run no name, so its pictures cannot be asked for.`;
}

/** What became of a key. */
export function keyWords(state: KeyState): string {
  return KEY_WORDS[state];
}

/** What a check found. */
export function checkupWords(checkup: Checkup, balance: Balance | undefined): string {
  switch (checkup.state) {
    case 'asking':
      return 'Asking…';
    case 'failed':
      return failureWords(checkup.failure);
    default:
      return `Reached.${foundWords(checkup)}${balance ? ` ${balanceWords(balance)} left.` : ''}`;
  }
}

/** A failure, and what to do about it. */
export function failureWords({ message, next = '' }: Failure): string {
  return `${message} ${next}`.trim();
}

type Fine = Extract<Checkup, { state: 'fine' }>;

function foundWords({ checkpoints, controlNets }: Fine): string {
  const found = [
    ...(checkpoints ? [counted(checkpoints.length, 'checkpoint')] : []),
    ...(controlNets ? [counted(controlNets.length, 'ControlNet')] : []),
  ];
  return found.length > 0 ? ` It has ${found.join(' and ')}.` : '';
}

/** What is left of the person's money, such as "$43.60" or "4,210.19 credits". */
export function balanceWords({ amount, unit }: Balance): string {
  return unit === 'dollars' ? dollarWords(amount) : `${amount.toLocaleString('en-US')} credits`;
}

/** A list as people say it: "a", "a and b", "a, b and c". */
export function joinedWords(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}
