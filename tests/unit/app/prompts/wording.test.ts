import { describe, expect, it, vi } from 'vitest';
import { createWording, type FillWildcards } from '../../../../app/prompts/wording.ts';
import { createFormStore, formFrom } from '../../../../app/state/form.ts';
import { fillWildcards } from '../../../../core/prompt/index.ts';
import { model, pictureOf, setUp as setUpPage } from '../generate-set-up.ts';

const lists = new Map([['colour', ['red', 'green', 'blue', 'grey', 'black', 'white']]]);
const fill: FillWildcards = (text, seed, stream) => fillWildcards(text, lists, seed, stream);
const ink = { name: 'Ink', prompt: 'ink drawing of {prompt}', negativePrompt: 'photo' };

function setUp(words: Partial<ReturnType<typeof formFrom>>) {
  const form = createFormStore({ ...formFrom(model.defaults), ...words });
  const bring = vi.fn(() => Promise.resolve(fill));
  return { form, bring, wording: createWording(form, bring) };
}

describe('createWording', () => {
  it('gives what was written, and fetches nothing, where there is nothing to do', async () => {
    const { wording, form, bring } = setUp({ prompt: 'a cat', negativePrompt: 'dog' });
    await wording.ready();
    expect(wording.of(form.getState(), 1)).toEqual({ prompt: 'a cat', negativePrompt: 'dog' });
    expect(bring).not.toHaveBeenCalled();
  });

  it('puts styles around it, and tells what was written', () => {
    const { wording, form } = setUp({ prompt: 'a cat', negativePrompt: '', styles: [ink] });
    expect(wording.of(form.getState(), 1)).toEqual({
      prompt: 'ink drawing of a cat',
      negativePrompt: 'photo',
      template: { prompt: 'a cat', negativePrompt: '' },
    });
  });

  it('fills wildcards by the seed, in styles as well', async () => {
    const { wording, form } = setUp({
      prompt: 'a cat',
      styles: [{ ...ink, prompt: '__colour__ {prompt} __colour__ __colour__' }],
    });
    await wording.ready();
    const drawn = [1, 2, 3, 4].map((seed) => wording.of(form.getState(), seed).prompt);
    expect(drawn).toEqual([1, 2, 3, 4].map((seed) => wording.of(form.getState(), seed).prompt));
    expect(new Set(drawn).size).toBeGreaterThan(1);
    for (const prompt of drawn) expect(prompt).not.toContain('__');
  });

  it('says so where lists were not waited for, and where there is none', async () => {
    const { wording, form } = setUp({ prompt: '__nothing__' });
    expect(() => wording.of(form.getState(), 1)).toThrow('have not been read yet');
    await wording.ready();
    expect(() => wording.of(form.getState(), 1)).toThrow('There is no wildcard list “nothing”.');
  });
});

describe('the Generate button', () => {
  it('asks for the words, and tells the engine what was written', async () => {
    const asked: unknown[] = [];
    const page = setUpPage((input) => {
      asked.push(input);
      return Promise.resolve(pictureOf(input));
    });
    page.bringLists.mockResolvedValue(fill);
    page.form.setState({ prompt: 'a __colour__ cat', seed: 5, freshSeed: false });
    await page.actions.generate();
    const prompt = `a ${fill('__colour__', 5, 0)} cat`;
    expect(asked).toMatchObject([
      { request: { prompt, template: { prompt: 'a __colour__ cat', negativePrompt: '' } } },
    ]);
    // The form keeps what was written, and the picture tells both.
    expect(page.form.getState().prompt).toBe('a __colour__ cat');
    expect(page.job.getState().picture?.request).toMatchObject({ prompt });
    expect(page.job.getState().picture?.request.template?.prompt).toBe('a __colour__ cat');
  });

  it('fails with the name of a list that is not there, and draws nothing', async () => {
    const page = setUpPage((input) => Promise.resolve(pictureOf(input)));
    page.bringLists.mockResolvedValue(fill);
    page.form.setState({ prompt: '__nothing__' });
    await page.actions.generate();
    expect(page.job.getState().job).toMatchObject({
      status: 'failed',
      failure: { code: 'bad-request', message: 'There is no wildcard list “nothing”.' },
    });
    expect(page.calls).not.toContain('generate');
  });
});
