import { describe, expect, it } from 'vitest';
import { backendOf } from '../../../../app/remote/back-ends/accounts.ts';
import { readinessOf, sentenceFor } from '../../../../app/remote/back-ends/readiness.ts';
import { setUpFactsOf } from '../../../../app/remote/dialogs/set-up-facts.ts';
import {
  balanceWords,
  abilityWords,
  checkupWords,
  choiceNames,
  costWords,
  dollarWords,
  priceWords,
  serviceName,
} from '../../../../app/remote/words.ts';
import { createRemoteStore } from '../../../../app/state/remote.ts';
import { listWords } from '../../../../app/words/numbers.ts';
import { REMOTE_BACKENDS } from '../../../../core/remote/index.ts';
import { inEnglish } from '../../../doubles/in-english.ts';

describe('words of remote work', () => {
  it('writes prices to the tenth of a cent, and free ones in words', () => {
    expect([0.017, 0.0047, 1.5, 0, 3 * 0.017].map(dollarWords)).toEqual([
      '$0.017',
      '$0.0047',
      '$1.50',
      '$0.00',
      '$0.051',
    ]);
    const outlook = {
      ...{ misfits: [], sends: [], missing: [] },
      ...{ overBudget: false, relayed: false, atMost: false },
    };
    expect(costWords({ ...outlook, dollars: 0.017 })).toBe(' ($0.017)');
    expect(costWords({ ...outlook, dollars: 0.034, atMost: true })).toBe(' (at most $0.034)');
    expect(costWords({ ...outlook, dollars: 0 })).toBe('');
    expect(costWords({ ...outlook, dollars: 0.034, relayed: true })).toBe('');
    expect(priceWords(backendOf('a1111'), false)).toBe('Your own machine, free');
    expect(balanceWords({ amount: 4210.19, unit: 'credits' })).toBe('4,210.19 credits');
    expect(priceWords(backendOf('segmind'), true)).toContain('paid by this site');
  });

  it('names every back end in few words', () => {
    expect(
      REMOTE_BACKENDS.map(serviceName),
      'The label of a paid back end begins with the name of its service, in one word. Add the name here.',
    ).toEqual(['A1111 or Forge', 'ComfyUI', 'Segmind', 'Segmind', 'ModelsLab', 'ModelsLab']);
  });

  it('reads what a back end can do from its abilities', () => {
    const { abilities } = backendOf('segmind');
    expect(abilityWords(abilities)).toContain('It chooses the size');
    expect(abilityWords(abilities)).toContain('Up to 4 pictures at once');
    expect(choiceNames(abilities).map(({ line, names }) => [line, names.length])).toEqual([
      [`${abilities.samplers?.length} samplers`, abilities.samplers?.length],
      [`${abilities.schedulers?.length} schedules`, abilities.schedulers?.length],
    ]);
    expect(abilityWords(backendOf('comfyui').abilities)).toContain(
      'Starts from a picture, or paints a part of it anew',
    );
  });

  it('tells what a check found', () => {
    expect(checkupWords({ state: 'fine', checkpoints: ['a'], controlNets: ['b', 'c'] }, undefined)).toBe(
      'Reached. It has 1 checkpoint and 2 ControlNets.',
    );
    expect(checkupWords({ state: 'fine' }, { amount: 12.3, unit: 'dollars' })).toBe('Reached. $12.30 left.');
    const failure = { code: 'network', message: 'It did not answer.', next: 'Start it.' } as const;
    expect(checkupWords({ state: 'failed', failure }, undefined)).toBe('It did not answer. Start it.');
  });

  it('joins lists as people say them', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(listWords)).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
    ]);
  });
});

describe('readiness', () => {
  it('needs what the person has not given yet, and is told apart from being switched on', () => {
    const store = createRemoteStore({});
    expect(inEnglish(readinessOf(store.getState(), backendOf('segmind')).missing)).toEqual([
      'Enter your key.',
    ]);
    store.setState({ keys: { segmind: 'tab' } });
    expect(readinessOf(store.getState(), backendOf('segmind')).missing).toEqual([]);
    store.setState({ policy: 'remote' });
    expect(sentenceFor(store.getState())).toContain('no back end is set up yet');
    store.setState({ setups: { segmind: { enabled: true } } });
    expect(sentenceFor(store.getState())).toContain('Every picture is sent to Segmind');
  });

  it('asks for the names that a server needs, and says how to start it for this page alone', () => {
    const facts = setUpFactsOf(backendOf('a1111'));
    expect(facts.startOptions?.('https://a.example')).toBe('--api --cors-allow-origins=https://a.example');
    expect(setUpFactsOf(backendOf('comfyui')).startOptions?.('https://a.example')).toBe(
      '--enable-cors-header https://a.example',
    );
    expect(inEnglish(setUpFactsOf(backendOf('segmind')).key?.label)).toBe('API key');
    for (const backend of REMOTE_BACKENDS) {
      const named = setUpFactsOf(backend).names.map(({ field }) => field);
      const needed = backend.needs.filter((field) => field === 'checkpoint' || field === 'controlNet');
      expect(named).toEqual(expect.arrayContaining(needed));
    }
  });
});
