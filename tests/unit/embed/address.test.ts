import { describe, expect, it } from 'vitest';
import { readEmbedAddress } from '../../../core/embed/index.ts';

const read = (query: string) => readEmbedAddress(new URLSearchParams(query));

describe('the address of an embedded page', () => {
  it('sets what is shown, how, and what a picture is made of', () => {
    expect(
      read(
        'theme=dark&panels=picture,editor&backends=wasm&memory=shop-1&pose=sitting' +
          '&prompt=a+figure&steps=12&guidance=2.5&seed=7&sampler=euler&scheduler=karras&controlStrength=0.8',
      ),
    ).toEqual({
      panels: ['editor', 'picture'],
      theme: 'dark',
      backends: ['wasm'],
      safety: 'optional',
      memory: 'shop-1',
      pose: 'sitting',
      parameters: {
        ...{ prompt: 'a figure', steps: 12, guidance: 2.5, seed: 7 },
        ...{ sampler: 'euler', scheduler: 'karras', controlStrength: 0.8 },
      },
      problems: [],
    });
  });

  it('says nothing of what it does not name, and passes over foreign names', () => {
    expect(read('utm_source=x&__proto__=y&constructor=z&toString=1')).toEqual({
      panels: undefined,
      theme: undefined,
      backends: undefined,
      safety: 'optional',
      memory: undefined,
      pose: undefined,
      parameters: {},
      problems: [],
    });
  });

  it.each([
    ['steps=many', /^steps in the address: .*NaN/],
    ['steps=', /^steps in the address: /],
    ['steps=2.5', /^steps in the address: /],
    ['steps=1000', /^steps in the address: .*100/],
    ['seed=-1', /^seed in the address: /],
    ['width=100', /^width in the address: /],
    ['sampler=best', /^sampler in the address: /],
    ['theme=pink', /^theme in the address: /],
    ['panels=editor,kitchen', /^panels in the address: /],
    ['panels=', /^panels in the address: /],
    ['backends=cloud', /^backends in the address: /],
    ['memory=../x', /^memory in the address: letters/],
  ])('%s is told and left out', (query, problem) => {
    expect(read(`${query}&prompt=kept`)).toEqual({
      ...read('prompt=kept'),
      problems: [expect.stringMatching(problem)],
    });
  });

  it('asks for checked pictures alone, also where the word for it is not one that we know', () => {
    expect(read('safety=required').safety).toBe('required');
    expect(read('safety=optional').safety).toBe('optional');
    for (const word of ['on', '', 'Required']) {
      const { safety, problems } = read(`safety=${word}`);
      expect(safety).toBe('required');
      expect(problems).toEqual([expect.stringMatching(/^safety in the address: /)]);
    }
  });

  it('does not repeat long values at length', () => {
    const [problem = ''] = read(`theme=${'x'.repeat(100_000)}`).problems;
    expect(problem.length).toBeLessThan(320);
  });
});
