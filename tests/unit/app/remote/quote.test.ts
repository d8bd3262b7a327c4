/* What a row of pictures comes to: whose price counts for which picture, and where the money ends. */
import { describe, expect, it } from 'vitest';
import { rowEndWords, quoteWords } from '../../../../app/remote/words.ts';
import type { Relay } from '../../../../app/state/remote.ts';
import { openDesk, someRequest } from '../../../drivers/remote-desk.ts';

const RELAY: Relay = {
  backends: { segmind: { address: 'http://page.example/relay/segmind', dollars: 0.02 } },
  dollarsPerDay: 1,
  dollarsLeft: 0.05,
  renewsAt: 0,
};
/** No checkpoint is chosen, no ControlNet, and nothing rewrites the prompt. */
const AS_IT_COMES = { enhancePrompt: false };
const row = (count: number) => Array.from({ length: count }, () => someRequest());

/** Segmind and ModelsLab are ready, and everything is sent away. */
async function desk() {
  const opened = openDesk({});
  for (const id of ['segmind', 'modelslab-controlnet']) {
    opened.actions.setUp(id, { enabled: true });
    await opened.actions.setKey(id, 'SG_0123', { kind: 'tab' });
  }
  opened.remote.setState({ policy: 'remote' });
  return opened;
}

describe('the price of a row', () => {
  it('is the number of pictures times what each costs', async () => {
    const quote = (await desk()).actions.quote(row(12));
    expect(quote).toMatchObject({ pictures: 12, dollars: 0.204, possible: 12, possibleDollars: 0.204 });
    expect(quoteWords(quote!, false)).toBe('12 pictures × $0.017 at Segmind = $0.204');
    expect(quoteWords(quote!, true)).toBe('At the most 12 pictures × $0.017 at Segmind = $0.204');
    expect(rowEndWords(quote!)).toBe('');
  });

  it('counts each picture where it goes', async () => {
    const requests = [someRequest(), someRequest({ steps: 100 }), someRequest({ controlMode: 'prompt' })];
    const { actions } = await desk();
    actions.move('modelslab-controlnet', -1);
    actions.move('modelslab-controlnet', -1);
    const quote = actions.quote(requests)!;
    expect(quote.parts.map(({ backend, pictures }) => [backend.id, pictures])).toEqual([
      ['modelslab-controlnet', 2],
      ['segmind', 1],
    ]);
    expect(quote.dollars).toBe(0.0264);
    const [first, second, third] = requests;
    expect(quote.takers).toEqual([
      { backendId: 'modelslab-controlnet', request: first, dollars: 0.0047, setup: AS_IT_COMES },
      { backendId: 'segmind', request: second, dollars: 0.017, setup: AS_IT_COMES },
      { backendId: 'modelslab-controlnet', request: third, dollars: 0.0047, setup: AS_IT_COMES },
    ]);
    expect(quoteWords(quote, false)).toBe(
      '2 pictures × $0.0047 at ModelsLab + 1 picture × $0.017 at Segmind = $0.0264',
    );
  });

  it('comes with what each back end draws with as it is set at that moment', async () => {
    const { actions, remote } = await desk();
    remote.setState({ enhancePrompt: true });
    actions.setUp('modelslab-controlnet', { enabled: false });
    actions.setUp('segmind', { checkpoint: 'ink', controlNet: '' });
    const quote = actions.quote(row(1))!;
    actions.setUp('segmind', { checkpoint: 'oil' });
    expect(quote.takers.map(({ setup }) => setup)).toEqual([{ checkpoint: 'ink', enhancePrompt: true }]);
  });

  it('ends where the budget of the day does, with what was spent before', async () => {
    const { actions, remote } = await desk();
    actions.setUp('modelslab-controlnet', { enabled: false });
    const day = new Date().toLocaleDateString('sv');
    remote.setState({ dollarsPerDay: 0.1, spent: { day, dollars: 0.05 } });
    const quote = actions.quote(row(8))!;
    expect(quote).toMatchObject({ dollars: 0.136, possible: 2, possibleDollars: 0.034, end: 'budget' });
    expect(rowEndWords(quote)).toBe('What you allow a day is enough for the first 2.');
    remote.setState({ dollarsPerDay: 0.06 });
    expect(rowEndWords(actions.quote(row(8))!)).toBe('What you allow a day is enough for none of them.');
  });

  it('goes on at a cheaper back end that the budget still allows, and says so', async () => {
    const { actions, remote } = await desk();
    remote.setState({ dollarsPerDay: 0.03 });
    const quote = actions.quote(row(3))!;
    expect(quote).toMatchObject({ possible: 3, possibleDollars: 0.0264 });
    expect(quoteWords(quote, false)).toMatch(/^1 picture × \$0\.017 at Segmind \+ 2 pictures/);
  });

  it('ends at a picture that no back end takes, in its words', async () => {
    const { actions } = await desk();
    const [first, ...others] = [someRequest(), someRequest({ sampler: 'euler_cfg_pp' }), someRequest()];
    const quote = actions.quote([first, ...others])!;
    expect(quote).toMatchObject({ possible: 1, possibleDollars: 0.017, end: 'obstacle' });
    const place = { backendId: 'segmind', dollars: 0.017, setup: AS_IT_COMES };
    expect(quote.takers).toEqual([{ ...place, request: first }]);
    expect(rowEndWords(quote)).toContain('takes the first one. Segmind SD3 pose: It has no Euler CFG++');
  });

  it('is nothing where the site pays, whose money ends too', async () => {
    const { actions, remote } = openDesk({ relay: RELAY });
    await actions.restore();
    actions.setUp('segmind', { enabled: true });
    remote.setState({ policy: 'remote' });
    const quote = actions.quote(row(4))!;
    expect(quote).toMatchObject({ dollars: 0, possible: 2, possibleDollars: 0, end: 'budget' });
    expect(quoteWords(quote, false)).toBe('4 pictures at Segmind, paid by this site');
    expect(rowEndWords(quote)).toBe("This site's money is enough for the first 2.");
  });

  it('is none where pictures are drawn here first', async () => {
    const { actions, remote } = await desk();
    remote.setState({ policy: 'local-first' });
    expect(actions.quote(row(2))).toBeUndefined();
  });
});
