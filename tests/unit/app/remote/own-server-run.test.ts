/* A run on the person's own server as the page shows it: progress, previews, stopping, and what it has installed. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { A1111_CHECKPOINTS, A1111_CONTROLNETS, startA1111 } from '../../../doubles/a1111.ts';
import type { ServiceDouble } from '../../../doubles/double.ts';
import { openDesk, someRequest } from '../../../drivers/remote-desk.ts';
import { inEnglish } from '../../../doubles/in-english.ts';

/** For a machine that has much else to do. */
const PATIENCE = { timeout: 20_000 };

let server: ServiceDouble;
beforeEach(async () => {
  server = await startA1111({ origins: ['http://page.example'], stepMs: 40 });
});
afterEach(() => server.close());

function desk() {
  const opened = openDesk({});
  const [, controlNet = ''] = A1111_CONTROLNETS;
  opened.actions.setUp('a1111', { enabled: true, address: server.origin, controlNet });
  return opened;
}

it('draws, tells how far it is, and costs nothing', async () => {
  const { send, job, remote } = desk();
  const words: string[] = [];
  job.subscribe(({ job: now }) => now.status === 'remote' && words.push(now.words));
  await send('a1111', someRequest({ steps: 20 }));
  expect(job.getState().job).toEqual({ status: 'done' });
  expect(job.getState().picture?.by).toMatchObject({ label: 'A1111 or Forge', dollars: 0 });
  expect(words[0]).toBe('Sent to A1111 or Forge. It is drawing…');
  expect(words.some((line) => /A1111 or Forge is drawing: \d+ %/.test(line))).toBe(true);
  expect(remote.getState()).toMatchObject({ openRuns: [], spent: { dollars: 0 } });
});

it('is told to stop while its call is open, and leaves nothing behind', async () => {
  const { send, job, remote, runner } = desk();
  const sending = send('a1111', someRequest({ steps: 100 }));
  await vi.waitFor(() => expect(server.creating()).toBe(1), PATIENCE);
  runner.cancel();
  await sending;
  expect(job.getState().job).toEqual({ status: 'idle' });
  await vi.waitFor(
    () => expect(server.calls.map(({ path }) => path)).toContain('/sdapi/v1/interrupt'),
    PATIENCE,
  );
  expect(server.creating()).toBe(1);
  expect(remote.getState().openRuns).toEqual([]);
});

it('says what it has installed', async () => {
  const { actions, remote } = desk();
  await actions.check('a1111');
  expect(remote.getState().checkups['a1111']).toMatchObject({
    state: 'fine',
    checkpoints: A1111_CHECKPOINTS,
    controlNets: A1111_CONTROLNETS,
  });
});

it('offers the samplers that were found, and forgets them with the address', async () => {
  const { actions } = desk();
  const refused = (): unknown[] =>
    actions
      .outlook('a1111', someRequest({ sampler: 'dpm_fast' }))
      .misfits.filter(({ kind }) => kind === 'refused');
  expect(refused()).toEqual([]);
  await actions.check('a1111');
  expect(inEnglish(refused())).toMatchObject([
    { field: 'sampler', message: 'It has no DPM fast. Choose another sampler.' },
  ]);
  actions.setUp('a1111', { address: 'http://127.0.0.1:1' });
  expect(refused()).toEqual([]);
});

it('says which sampler drew in the place of the one that was asked for, and records none', async () => {
  const { send, job } = desk();
  await send('a1111', someRequest({ steps: 1, sampler: 'dpm_fast' }));
  expect(job.getState().note).toBe('A1111 or Forge has no DPM fast, and drew with DPM++ 2M in its place.');
  expect(job.getState().picture?.by).toMatchObject({ ownSampling: true });
});

it('draws with what was set when the picture was asked for, with nothing where nothing was', async () => {
  const { dispatch, runner, actions } = desk();
  const [first = '', second = ''] = A1111_CHECKPOINTS;
  const [other = '', controlNet = ''] = A1111_CONTROLNETS;
  actions.setUp('a1111', { checkpoint: second, controlNet: other });
  const setup = { controlNet, enhancePrompt: false };
  const request = someRequest({ steps: 1 });
  for (const given of [{ ...setup, checkpoint: first }, setup, undefined])
    await runner.run((task) => dispatch.draw(request, 'a1111', task, given));
  const drawn = server.calls.filter(({ path }) => path === '/sdapi/v1/txt2img').map(({ fields }) => fields);
  expect(drawn.map((fields) => Object(fields['override_settings']) as object)).toEqual([
    expect.objectContaining({ sd_model_checkpoint: first }),
    expect.not.objectContaining({ sd_model_checkpoint: expect.anything() as string }),
    expect.objectContaining({ sd_model_checkpoint: second }),
  ]);
  const nets = drawn.map((fields) => JSON.stringify(fields['alwayson_scripts']));
  expect(nets.map((text) => [text.includes(controlNet), text.includes(other)])).toEqual([
    [true, false],
    [true, false],
    [false, true],
  ]);
});
