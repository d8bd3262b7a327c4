/* Whole runs of the page's remote work against the doubles of paid services, over HTTP. */
import { describe, expect, it, vi } from 'vitest';
import type { Fault } from '../../../doubles/double.ts';
import { PAID_KEY, usePaidServices } from '../../../drivers/paid-services.ts';
import { type DeskOptions, nothingKept, openDesk, someRequest } from '../../../drivers/remote-desk.ts';
import { inEnglish } from '../../../doubles/in-english.ts';

const services = usePaidServices();

describe('a picture from a paid service', () => {
  it.each([
    ['segmind', 698845, 0.017],
    ['segmind-queue', 7, 0.017],
    ['modelslab-controlnet', 3292243727, 0.0047],
    ['modelslab-text', 3292243727, 0.0047],
  ])('of %s is shown with its seed and price, and nothing is left open', async (id, seed, dollars) => {
    const kept = nothingKept();
    const { send, job, remote } = await services.open({ kept });
    await send(id);
    expect(job.getState().job).toEqual({ status: 'done' });
    expect(job.getState().picture).toMatchObject({
      images: [{ width: 16 }],
      request: { seed, prompt: 'a dancer', control: { kind: id === 'modelslab-text' ? 'none' : 'pose' } },
      by: { kind: 'remote', backendId: id, dollars },
    });
    expect(remote.getState()).toMatchObject({ openRuns: [], spent: { dollars } });
    const left = id.startsWith('segmind')
      ? { segmind: { amount: 4210.173, unit: 'credits' } }
      : { modelslab: { amount: 43.6, unit: 'dollars' } };
    await vi.waitFor(() => expect(remote.getState().balances).toEqual(left));
    expect(kept.runs.rows.size).toBe(0);
  });

  it('is written down before the call that costs is sent, without the key', async () => {
    const kept = nothingKept();
    const before = services.segmind.creating();
    const sentAtFirstNote: number[] = [];
    const put = vi.spyOn(kept.runs, 'put').mockImplementation((run) => {
      sentAtFirstNote.push(services.segmind.creating() - before);
      expect(JSON.stringify(run)).not.toContain(PAID_KEY);
      return Promise.resolve();
    });
    await (await services.open({ kept })).send('segmind');
    expect(sentAtFirstNote).toEqual([0]);
    expect(put).toHaveBeenCalledOnce();
    expect(services.segmind.creating() - before).toBe(1);
  });

  it('is not asked for where the run cannot be written down', async () => {
    const kept = nothingKept();
    vi.spyOn(kept.runs, 'put').mockRejectedValue(new Error('no room'));
    const before = services.segmind.creating();
    const { send, job, remote } = await services.open({ kept });
    await send('segmind');
    expect(services.segmind.creating()).toBe(before);
    expect(job.getState().job.status).toBe('failed');
    expect(remote.getState()).toMatchObject({ openRuns: [], spent: { dollars: 0 } });
  });

  it('is not asked for where its price passes the budget', async () => {
    const { send, job, remote } = await services.open();
    remote.setState({ dollarsPerDay: 0.03 });
    const before = services.segmind.creating();
    await send('segmind');
    await send('segmind');
    expect(services.segmind.creating() - before).toBe(1);
    expect(job.getState().job).toMatchObject({ status: 'failed', failure: { code: 'no-credit' } });
  });
});

it('rewrites the prompt where that was wished when the picture was asked for, and filters as it is set now', async () => {
  const { dispatch, runner, remote } = await services.open();
  const [setup, before] = [{ enhancePrompt: true }, services.modelslab.calls.length];
  for (const given of [setup, undefined]) {
    await runner.run((task) => dispatch.draw(someRequest(), 'modelslab-controlnet', task, given));
    remote.setState({ safetyChecker: false });
  }
  const calls = services.modelslab.calls.slice(before).filter(({ fields }) => 'prompt' in fields);
  expect(calls.map(({ fields }) => [fields['enhance_prompt'], fields['safety_checker']])).toEqual([
    ['yes', 'yes'],
    ['no', 'no'],
  ]);
});

describe('between the press and the call', () => {
  it('another tab may have spent the money', async () => {
    const meanwhile = vi.fn<NonNullable<DeskOptions['meanwhile']>>((remote) =>
      remote.setState(({ spent: { day } }) => ({
        spent: { day: day || new Date().toLocaleDateString('sv'), dollars: 0.99 },
      })),
    );
    const kept = nothingKept();
    const { send, job, remote } = await services.open({ kept, meanwhile });
    const before = services.segmind.creating();
    await send('segmind');
    expect(meanwhile).toHaveBeenCalledOnce();
    expect(services.segmind.creating()).toBe(before);
    expect(job.getState().job).toMatchObject({ status: 'failed', failure: { code: 'no-credit' } });
    expect(remote.getState()).toMatchObject({ openRuns: [], spent: { dollars: 0.99 } });
    expect(kept.runs.rows.size).toBe(0);
  });

  it('and the refusal, too, and what it has spent still counts', async () => {
    let turns = 0;
    const { send, remote } = await services.open({
      meanwhile: (store) =>
        (turns += 1) === 2 &&
        store.setState(({ spent: { day, dollars } }) => ({ spent: { day, dollars: dollars + 0.5 } })),
    });
    services.segmind.fail(401, /sd3/);
    await send('segmind');
    expect([turns, remote.getState().spent.dollars]).toEqual([2, 0.5]);
  });

  it.each(['segmind', 'segmind-queue'])('the person may have cancelled (%s)', async (id) => {
    const { send, runner, job, remote } = await services.open({ meanwhile: () => runner.cancel() });
    const before = services.segmind.creating();
    await send(id);
    expect(services.segmind.creating()).toBe(before);
    expect(job.getState().job.status).toBe('idle');
    expect(remote.getState()).toMatchObject({ openRuns: [], spent: { dollars: 0 } });
  });
});

/** Segmind's first version answers with the picture, so a lost answer is lost for good, and may be billed. */
const REFUSED: readonly Fault[] = [400, 401, 402, 403, 404, 406];
const UNKNOWN: readonly Fault[] = [500, 502, 503, 504, 'reset', 'html', 'cut-off', 'spoken-error'];

describe('the call that costs', () => {
  it.each(REFUSED)('is sent once and given back after %s', async (fault) => {
    const { send, job, remote } = await services.open();
    services.segmind.fail(fault);
    const before = services.segmind.creating();
    await send('segmind');
    expect(services.segmind.creating() - before).toBe(1);
    expect(job.getState().job.status).toBe('failed');
    expect(remote.getState()).toMatchObject({ openRuns: [], spent: { dollars: 0 } });
  });

  it.each(UNKNOWN)('is sent once after %s, stays charged, and the run is listed', async (fault) => {
    const { send, job, remote } = await services.open();
    services.segmind.fail(fault);
    const before = services.segmind.creating();
    await send('segmind');
    expect(services.segmind.creating() - before).toBe(1);
    expect(job.getState().job.status).toBe('failed');
    expect(remote.getState()).toMatchObject({
      openRuns: [{ backendId: 'segmind', fetchable: false, request: { prompt: 'a dancer' } }],
      spent: { dollars: 0.017 },
    });
    expect(job.getState().job).toMatchObject({
      failure: { next: expect.stringContaining('Look at your account') as string },
    });
  });

  it('is repeated after 429 alone, which bills nothing', async () => {
    const { send, remote } = await services.open();
    services.segmind.fail(429);
    const before = services.segmind.creating();
    await send('segmind');
    expect(services.segmind.creating() - before).toBe(4);
    expect(remote.getState()).toMatchObject({ openRuns: [], spent: { dollars: 0 } });
  });

  it('is given back where ModelsLab refuses with status 200', async () => {
    const { send, remote, job } = await services.open();
    services.modelslab.fail('spoken-error');
    await send('modelslab-controlnet');
    expect(job.getState().job).toMatchObject({ failure: { code: 'no-credit' } });
    expect(remote.getState()).toMatchObject({ openRuns: [], spent: { dollars: 0 } });
  });
});

describe('a run whose pictures did not arrive', () => {
  it.each([
    ['modelslab-controlnet', 'reset', /fetch/],
    ['modelslab-controlnet', 503, /fetch/],
    ['modelslab-controlnet', 'cut-off', /generations/],
    ['modelslab-text', 404, /generations/],
    ['segmind-queue', 'reset', /requests/],
    ['segmind-queue', 'html', /requests/],
  ] as const)(
    'of %s is found after a reload and fetched, and never sent again (%s)',
    async (id, fault, path) => {
      const double = id.startsWith('segmind') ? services.segmind : services.modelslab;
      const kept = nothingKept();
      const first = await services.open({ kept });
      double.fail(fault, path);
      const before = double.creating();
      await first.send(id);
      expect(first.job.getState().job.status).toBe('failed');
      expect(first.remote.getState().openRuns).toMatchObject([{ backendId: id, fetchable: true }]);

      const second = await services.open({ kept });
      await second.actions.restore();
      const [run] = second.remote.getState().openRuns;
      expect(run).toMatchObject({ backendId: id, fetchable: true });
      await second.actions.fetchAgain(run?.id ?? '');
      expect(second.job.getState().job.status).toBe('failed');
      expect(second.remote.getState().openRuns).toHaveLength(1);
      // To generate again would be to pay again.
      expect(second.job.getState().job).toMatchObject({
        failure: { next: expect.stringContaining('press "Fetch again"') as string },
      });

      double.fail();
      await second.actions.fetchAgain(run?.id ?? '');
      expect(second.job.getState()).toMatchObject({
        job: { status: 'done' },
        picture: { by: { backendId: id } },
      });
      expect(double.creating() - before).toBe(1);
      expect(second.remote.getState().openRuns).toEqual([]);
      expect(kept.runs.rows.size).toBe(0);
    },
  );

  it('is fetched from where its pictures lie when the service has forgotten it', async () => {
    const { send, remote, job, actions } = await services.open();
    services.modelslab.fail('cut-off', /generations/);
    await send('modelslab-controlnet');
    services.modelslab.fail(404, /fetch/);
    await actions.fetchAgain(remote.getState().openRuns[0]?.id ?? '');
    expect(job.getState().job).toEqual({ status: 'done' });
    expect(remote.getState().openRuns).toEqual([]);
  });

  it('puts the budget right when it is fetched, once', async () => {
    const { send, remote, job, actions } = await services.open();
    services.segmind.fail('reset', /requests/);
    await send('segmind-queue', someRequest({ samples: 3 }));
    expect(remote.getState().spent.dollars).toBe(0.051);
    const fetch = () => actions.fetchAgain(remote.getState().openRuns[0]?.id ?? '');
    services.segmind.fail('broken-one', /requests/);
    await fetch();
    expect(remote.getState().spent.dollars).toBe(0.017);
    services.segmind.fail();
    await fetch();
    expect(job.getState().picture?.images).toHaveLength(3);
    expect(remote.getState()).toMatchObject({ openRuns: [], spent: { dollars: 0.017 } });
  });

  it('can be dropped', async () => {
    const kept = nothingKept();
    const { send, remote, actions } = await services.open({ kept });
    services.segmind.fail('reset');
    await send('segmind');
    await actions.dropRun(remote.getState().openRuns[0]?.id ?? '');
    expect(remote.getState().openRuns).toEqual([]);
    expect(kept.runs.rows.size).toBe(0);
  });
});

describe('cancel', () => {
  it('leaves a paid run listed that had been sent, and says what that means', async () => {
    const { send, runner, job, remote } = await services.open();
    services.segmind.fail('slow');
    const sending = send('segmind');
    await vi.waitFor(() =>
      expect(job.getState().job).toMatchObject({ words: expect.stringContaining('Sent') as string }),
    );
    runner.cancel();
    await sending;
    expect(job.getState()).toMatchObject({
      job: { status: 'idle' },
      note: expect.stringContaining('bill') as string,
    });
    expect(remote.getState()).toMatchObject({ openRuns: [{ fetchable: false }], spent: { dollars: 0.017 } });
  });

  it('lets a service that queues name the run first, so that it can be fetched', async () => {
    const { send, runner, job, remote, actions } = await services.open();
    services.modelslab.fail('endless', /fetch/);
    const before = services.modelslab.creating();
    const sending = send('modelslab-controlnet');
    await vi.waitFor(() => expect(job.getState().job.status).toBe('remote'));
    runner.cancel();
    await sending;
    const [run] = remote.getState().openRuns;
    expect(run?.fetchable).toBe(true);
    services.modelslab.fail();
    await actions.fetchAgain(run?.id ?? '');
    expect(job.getState().job.status).toBe('done');
    expect(services.modelslab.creating() - before).toBe(1);
  });
});

it('shows a key nowhere that a service repeats', async () => {
  for (const [id, double] of [
    ['segmind', services.segmind],
    ['segmind-queue', services.segmind],
    ['modelslab-controlnet', services.modelslab],
  ] as const) {
    const kept = nothingKept();
    const { send, job, remote } = await services.open({ kept });
    double.fail('key-echo');
    await send(id);
    const { picture: landed } = job.getState();
    const picture = landed && [landed.request, landed.by];
    const shown = [job.getState().job, picture, remote.getState(), [...kept.runs.rows.values()]];
    expect(JSON.stringify(shown)).not.toContain(PAID_KEY);
  }
});

it('asks what is left of the money', async () => {
  const { actions, remote } = await services.open();
  await actions.check('segmind');
  await actions.check('modelslab-text');
  expect(remote.getState()).toMatchObject({
    checkups: { segmind: { state: 'fine' }, 'modelslab-text': { state: 'fine' } },
    balances: {
      segmind: { amount: 4210.19, unit: 'credits' },
      modelslab: { amount: 43.6, unit: 'dollars' },
    },
  });
  services.segmind.fail(401);
  await actions.check('segmind');
  expect(remote.getState().checkups['segmind']).toMatchObject({
    state: 'failed',
    failure: { code: 'bad-key' },
  });
  await actions.forgetKeys('segmind');
  expect(remote.getState().balances).toEqual({ modelslab: { amount: 43.6, unit: 'dollars' } });
});

it('shows no older balance once a service does not tell it after a run', async () => {
  const { actions, remote, send, job } = await services.open();
  await actions.check('modelslab-text');
  services.modelslab.fail(503, /wallet/);
  await send('modelslab-text');
  expect(job.getState().job.status).toBe('done');
  await vi.waitFor(() => expect(remote.getState().balances).toEqual({}));
});

describe('a batch of which a picture is broken', () => {
  it('shows the others and says what is missing, where it cannot be asked for again', async () => {
    const { send, job, remote } = await services.open();
    services.segmind.fail('broken-one', /sd3/);
    await send('segmind', someRequest({ samples: 3 }));
    expect(job.getState().job.status).toBe('done');
    expect(job.getState().picture?.images).toHaveLength(2);
    expect(job.getState().note).toBe(
      'One picture is missing. Segmind sent a picture that is cut off, or is none.',
    );
    expect(remote.getState().openRuns).toEqual([]);
  });

  it('shows the others, and the run is kept to be asked for again where it can be', async () => {
    const kept = nothingKept();
    const { send, job, remote, actions } = await services.open({ kept });
    services.segmind.fail('broken-one', /requests/);
    const before = services.segmind.creating();
    await send('segmind-queue', someRequest({ samples: 3 }));
    expect(job.getState().picture?.images).toHaveLength(2);
    expect(job.getState().note).toContain('press "Fetch again"');
    const [run] = remote.getState().openRuns;
    expect(run).toMatchObject({ backendId: 'segmind-queue', fetchable: true });
    services.segmind.fail();
    await actions.fetchAgain(run?.id ?? '');
    expect(job.getState()).toMatchObject({ job: { status: 'done' }, note: '' });
    expect(job.getState().picture?.images).toHaveLength(3);
    expect(remote.getState().openRuns).toEqual([]);
    expect(kept.runs.rows.size).toBe(0);
    expect(services.segmind.creating() - before).toBe(1);
  });

  it('shows those that the browser can decode', async () => {
    const { send, job } = await services.open({ undecodable: 1 });
    await send('segmind', someRequest({ samples: 3 }));
    expect(job.getState().picture?.images).toHaveLength(2);
    expect(job.getState().note).toContain('that the browser cannot read');
  });

  it('fails where none is whole', async () => {
    const { send, job, remote } = await services.open();
    services.segmind.fail('half-picture', /sd3/);
    await send('segmind', someRequest({ samples: 3 }));
    expect(job.getState().job).toMatchObject({ status: 'failed', failure: { code: 'remote-failed' } });
    expect(remote.getState().openRuns).toMatchObject([{ fetchable: false }]);
  });
});

it('tells of pictures that a service did not send', async () => {
  const { send, job, remote } = await services.open();
  await send('modelslab-text', someRequest({ samples: 2 }));
  expect(job.getState()).toMatchObject({
    job: { status: 'done' },
    note: 'ModelsLab sent 1 picture, where 2 were asked for.',
  });
  expect(remote.getState().openRuns).toEqual([]);
});

it('tells before sending what a call will be like', async () => {
  const { actions, remote } = await services.open();
  expect(
    actions.outlook('modelslab-text', someRequest({ samples: 2, negativePrompt: 'blurry' })),
  ).toMatchObject({
    dollars: 0.0094,
    relayed: false,
    sends: ['the prompt', 'the negative prompt', 'the settings, such as seed and steps'],
    missing: [],
    overBudget: false,
    misfits: [{ field: 'pose', kind: 'ignored' }, { field: 'sampler' }],
  });
  remote.setState({ dollarsPerDay: 0.001, setups: {}, keys: {} });
  expect(inEnglish(actions.outlook('segmind', someRequest()))).toMatchObject({
    missing: ['Switch it on.', 'Enter your key.'],
    overBudget: true,
  });
});

it('tells before sending what stays on this device', async () => {
  const drawnWith = { model: 'Mine', controlNet: 'Pose 2', loras: ['Ink', 'Film'] };
  const { actions } = await services.open({ drawnWith });
  const { misfits } = actions.outlook('segmind', someRequest());
  const told = misfits.filter(({ field, kind }) => field in drawnWith && kind === 'ignored');
  expect(told.map(({ field }) => field)).toEqual(['model', 'controlNet', 'loras']);
  expect(inEnglish(told[2]?.message)).toBe('LoRAs stay on this device: Ink, Film.');
});

it('forgets a key in all tabs, and deletes nothing that another has kept since', async () => {
  const kept = nothingKept();
  const heard: ((service: string | undefined) => void)[] = [];
  const tabs = {
    tell: (service: string | undefined) => heard.forEach((hear) => hear(service)),
    onTold: (hear: (service: string | undefined) => void) => void heard.push(hear),
  };
  const [one, other] = [
    openDesk({ kept, tabs }),
    openDesk({ kept: { ...nothingKept(), keys: kept.keys }, tabs }),
  ];
  await one.actions.setKey('segmind', PAID_KEY, { kind: 'device' });
  await other.actions.restore();
  expect(other.remote.getState().keys['segmind']).toBe('device');
  const remove = vi.spyOn(kept.keys, 'remove');
  await one.actions.forgetKeys('segmind');
  expect(remove).toHaveBeenCalledOnce();
  expect(other.remote.getState().keys['segmind']).toBe('none');
  expect(other.vault.keyOf('segmind')).toBeUndefined();
});

describe('a page around that wants checked pictures alone', () => {
  it('has services filter, whatever the person has set', async () => {
    const { send, remote } = await services.open();
    remote.setState({ safetyChecker: false });
    await send('modelslab-controlnet');
    expect(services.modelslab.calls.findLast(({ fields }) => 'prompt' in fields)?.fields).toMatchObject({
      safety_checker: 'no',
    });
    remote.setState({ mustFilter: true });
    await send('modelslab-controlnet');
    expect(services.modelslab.calls.findLast(({ fields }) => 'prompt' in fields)?.fields).toMatchObject({
      safety_checker: 'yes',
    });
  });

  it('is shown no runs that were sent without a filter before', async () => {
    const kept = nothingKept();
    services.segmind.fail('endless');
    const before = await services.open({ kept });
    void before.send('segmind-queue');
    await vi.waitFor(() => expect(kept.runs.rows.size).toBe(1));
    const { remote, actions } = await services.open({ kept });
    remote.setState({ mustFilter: true });
    await actions.restore();
    expect(remote.getState().openRuns).toEqual([]);
    expect(kept.runs.rows.size).toBe(1);
    const free = await services.open({ kept });
    await free.actions.restore();
    expect(free.remote.getState().openRuns).toHaveLength(1);
    before.runner.cancel();
  });
});
