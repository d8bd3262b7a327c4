/*
 * What the page has to tell and to ask when a back end is set up, beyond what every back end needs.
 */
import type { BackendFacts } from '../../../core/remote/index.ts';
import { verbatim, words, type Words } from '../../../core/words/index.ts';

/** What is asked for a key. */
export interface KeyFacts {
  readonly label: Words;
  readonly hint: Words;
}

/** Names that can be set, with the name of what is used without one. */
export interface NameFacts {
  readonly field: 'checkpoint' | 'controlNet';
  readonly label: Words;
  readonly usual: Words | string;
}

/** How a back end is set up. */
export interface SetUpFacts {
  /** Options that a server of the person has to be started with, for pages of an origin. */
  readonly startOptions?: (origin: string) => string;
  readonly key?: KeyFacts;
  readonly names: readonly NameFacts[];
}

const CONTROL_NET = { field: 'controlNet', label: verbatim('ControlNet'), usual: '' } as const;

const OWN: Readonly<Record<string, SetUpFacts>> = {
  a1111: {
    startOptions: (origin) => `--api --cors-allow-origins=${origin}`,
    key: {
      label: words`User and password`,
      hint: words`Only where it was started with --api-auth; written as user:password.`,
    },
    names: [
      { field: 'checkpoint', label: words`Checkpoint`, usual: words`The one that is loaded there` },
      CONTROL_NET,
    ],
  },
  comfyui: {
    startOptions: (origin) => `--enable-cors-header ${origin}`,
    names: [{ field: 'checkpoint', label: words`Checkpoint`, usual: '' }, CONTROL_NET],
  },
  'modelslab-text': { names: [{ field: 'checkpoint', label: words`Model`, usual: 'openpose' }] },
  'modelslab-controlnet': {
    names: [
      { field: 'checkpoint', label: words`Model`, usual: words`The usual one of this page` },
      { ...CONTROL_NET, usual: 'openpose' },
    ],
  },
};

/** How a back end is set up. */
export function setUpFactsOf({ id, needs }: BackendFacts): SetUpFacts {
  const facts: SetUpFacts = OWN[id] ?? { names: [] };
  if (facts.key || !needs.includes('key')) return facts;
  return { ...facts, key: { label: words`API key`, hint: words`From your account at the service.` } };
}
