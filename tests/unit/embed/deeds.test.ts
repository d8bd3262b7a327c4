/* What a host has the page do, with an engine that answers as a test wants. */
import { describe, expect, it, vi } from 'vitest';
import type { GenerateInput } from '../../../core/contract/index.ts';
import { hostMethods, type HostRun } from '../../../app/embed/deeds.ts';
import type { FillWildcards } from '../../../app/prompts/wording.ts';
import type { Services } from '../../../app/services.ts';
import { pictureOf, setUp } from '../app/generate-set-up.ts';

const FILLED: FillWildcards = (text) => text.replace('__hat__', 'fez');

function bench() {
  const asked: (string | null | undefined)[] = [];
  const { actions, bringLists, wording, ...stores } = setUp((input: GenerateInput) => {
    asked.push(`${input.request.prompt} for ${input.request.trackId}`);
    return Promise.resolve(pictureOf(input));
  });
  let bring = (): void => undefined;
  bringLists.mockReturnValue(new Promise((resolve) => (bring = () => resolve(FILLED))));
  const generate = vi.spyOn(actions, 'generate');
  const run: HostRun = { trackId: null };
  const services = {
    stores: { ...stores, remote: { getState: () => ({ policy: 'ask' }) } },
    actions: { generate: actions, prompts: { wording } },
  } as unknown as Services;
  const resultOf = () => Promise.resolve({ seed: 1 } as never);
  const methods = hostMethods({ services, run, resultOf });
  return { ...stores, generate, methods, run, asked, bring: () => bring() };
}

const call = (prompt: string, trackId: string) => ({ parameters: { prompt }, trackId });

describe('a host that generates', () => {
  it('is refused a second picture while the words of the first are still waited for', async () => {
    const { methods, run, asked, form, bring } = bench();
    const first = methods.generate(call('a __hat__', 'one'));
    expect(await methods.generate(call('a cat', 'two'))).toMatchObject({ failure: { code: 'bad-request' } });
    expect(form.getState().prompt).toBe('a __hat__');
    expect(run.trackId).toBe('one');
    bring();
    expect(await first).toEqual({ value: { seed: 1 } });
    expect(asked).toEqual(['a fez for one']);
    expect(run.trackId).toBeNull();
  });

  it('spends nothing of the person, whatever a picture would cost', async () => {
    const { methods, generate } = bench();
    await methods.generate(call('a cat', 'one'));
    const row = generate.mock.calls[0]?.[0]?.row;
    expect(row?.take(0.001)).toBe(false);
    expect(row?.take(0)).toBe(true);
  });

  it('can cancel while the words are waited for', async () => {
    const { methods, asked } = bench();
    const first = methods.generate(call('a __hat__', 'one'));
    await methods.cancel();
    expect(await first).toMatchObject({ failure: { code: 'cancelled' } });
    expect(asked).toEqual([]);
  });
});
