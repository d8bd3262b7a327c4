/* The page's side of models, against a library whose answers the test gives. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LocalSetup } from '../../../app/state/local-setup.ts';
import {
  activeModel,
  createModelsStore,
  followsPose,
  type ModelChoice,
  presetAddons,
  presetInUse,
  previewDecoderOf,
} from '../../../app/state/models.ts';
import { recall, remember } from '../../../app/storage/remembered.ts';
import type { StoredItem } from '../../../core/contract/index.ts';
import { memoryTexts } from '../../drivers/memory-texts.ts';
import { manifest, LARGE, failureOf, itemOf, reportOf, setUp, named } from './library-set-up.ts';

describe('a download', () => {
  it('asks the hub as the model prefers, tells how far it is, and is stored in the end', async () => {
    const { library, models, storing, persist } = setUp();
    const work = library.download('large');
    expect(models.getState().transfers['large']).toEqual({ at: 'running' });
    expect(storing[0]?.input).toMatchObject({
      entry: { id: 'large' },
      places: { page: 'https://page.example/', hub: 'https://hub.example/' },
      policy: 'int4',
    });
    storing[0]?.emit({ bytes: 40, bytesPerSecond: 7, startedOver: true });
    expect(models.getState().transfers['large']).toMatchObject({
      progress: { bytes: 40, startedOver: true },
    });
    storing[0]?.emit({ phase: 'elsewhere', bytes: 50 });
    expect(models.getState().transfers['large']).toMatchObject({ progress: { phase: 'elsewhere' } });
    storing[0]?.done();
    await work;
    expect(models.getState().transfers).toEqual({});
    expect(models.getState().stored?.items.map(({ entry }) => entry.id)).toEqual(['large']);
    expect(persist).toHaveBeenCalledOnce();
    expect(models.getState().persistence).toBe('granted');
  });

  it('tells when the browser does not promise to keep it, and asks once only', async () => {
    const { library, models, storing, persist, device } = setUp();
    device.persists = false;
    const work = [library.download('large'), library.download('fast'), library.download('fast')];
    expect(storing).toHaveLength(2);
    for (const { done } of storing) done();
    await Promise.all(work);
    expect(persist).toHaveBeenCalledOnce();
    expect(models.getState().persistence).toBe('refused');
  });

  it('is paused without a complaint, and goes on', async () => {
    const { library, models, storing, device } = setUp();
    const work = library.download('large');
    device.report = reportOf(itemOf('large', false));
    library.pause('large');
    await work;
    expect(models.getState().transfers).toEqual({});
    expect(models.getState().stored?.items).toMatchObject([{ complete: false }]);
    const again = library.download('large');
    storing[1]?.done();
    await again;
    expect(models.getState().stored?.items).toMatchObject([{ complete: true }]);
  });

  it('tells its failure at its own entry, keeps what has arrived, and can be tried again', async () => {
    const { library, models, storing, device } = setUp();
    const [one, other] = [library.download('large'), library.download('fast')];
    device.report = reportOf(itemOf('large', false));
    storing[0]?.fail(failureOf('network', 'The hub is away.'));
    await one;
    expect(models.getState().transfers['large']).toMatchObject({
      at: 'failed',
      failure: { code: 'network', message: 'The hub is away.' },
    });
    expect(models.getState().transfers['fast']).toEqual({ at: 'running' });
    expect(models.getState().stored?.items).toMatchObject([{ complete: false }]);
    const again = library.download('large');
    expect(models.getState().transfers['large']).toEqual({ at: 'running' });
    for (const { done } of storing.slice(1)) done();
    await Promise.all([again, other]);
    expect(models.getState().transfers).toEqual({});
    expect(device.replaced).toBe(0);
  });

  it('replaces a library that died', async () => {
    const { library, storing, device } = setUp();
    const work = library.download('large');
    storing[0]?.fail(failureOf('worker-died'));
    await work;
    expect(device.replaced).toBe(1);
  });

  it('comes from another address when one is set', () => {
    const { library, models, storing } = setUp();
    expect(library.setHub('ftp://x/')).toContain('https://');
    expect(library.setHub('mirror')).not.toBe('');
    expect(library.setHub('https://a b/')).not.toBe('');
    expect(models.getState().hub).toBeUndefined();
    expect(library.setHub(' https://mirror.example/hf ')).toBe('');
    void library.download('large');
    expect(storing[0]?.input.places.hub).toBe('https://mirror.example/hf/');
    expect(library.setHub('')).toBe('');
    expect(models.getState().hub).toBeUndefined();
  });
});

describe('using a model', () => {
  it('fills the form with its defaults, but keeps a prompt that the person wrote', async () => {
    const { choice, models, form, generate, job, stored } = setUp();
    choice.use('large');
    expect(models.getState().activeId, 'it is not stored').toBe('small');
    await stored('large');
    job.setState({ stopped: {} as never });
    choice.use('large');
    expect(activeModel(models.getState()).id).toBe('large');
    expect(form.getState()).toMatchObject({ ...LARGE, width: 512, height: 512, prompt: 'a dancer' });
    expect(form.getState().negativePrompt).toBe('blurry');
    expect(generate.reload).toHaveBeenCalledOnce();
    expect(job.getState().stopped, 'what was stopped was the other model').toBeUndefined();
    form.setState({ prompt: 'my own words' });
    choice.use('small');
    expect(form.getState()).toMatchObject({
      prompt: 'my own words',
      negativePrompt: '',
      steps: 12,
      width: 128,
    });
  });

  it('is refused with a note while a picture is made, and so is removing what draws', async () => {
    const { choice, library, models, calls, generate, busy, stored } = setUp({ activeId: 'large' });
    await stored('large', 'fast');
    busy();
    choice.use('small');
    choice.usePreset('fast');
    choice.setLora('fast', 2);
    await library.remove('large');
    expect(models.getState()).toMatchObject({ activeId: 'large', loras: [] });
    expect(models.getState().note).toContain('A picture is being made.');
    expect(generate.reload).not.toHaveBeenCalled();
    expect(named(calls, 'remove')).toEqual([]);
  });

  it('uses a stored preview decoder, but not with the built-in model', async () => {
    const { choice, models, stored } = setUp();
    await stored('large', 'preview');
    expect(previewDecoderOf(models.getState())).toBeUndefined();
    choice.use('large');
    expect(previewDecoderOf(models.getState())).toBe('preview');
  });
});

describe('presets and LoRAs', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('set the settings that the LoRA was made for, and give the model its own back', async () => {
    const { choice, models, form, generate, stored } = setUp({ activeId: 'large' });
    await stored('large', 'fast', 'style');
    choice.setLora('style', -0.5);
    choice.usePreset('fast');
    expect(presetInUse(models.getState())?.id).toBe('fast');
    expect(models.getState().loras).toEqual([
      { id: 'fast', weight: 0.8 },
      { id: 'style', weight: -0.5 },
    ]);
    expect(form.getState()).toMatchObject({ steps: 6, guidance: 1.5, sampler: 'lcm', prompt: 'a dancer' });
    choice.usePreset(undefined);
    expect(models.getState().loras).toEqual([{ id: 'style', weight: -0.5 }]);
    expect(form.getState()).toMatchObject(LARGE);
    vi.advanceTimersByTime(2000);
    expect(generate.prepare, 'one load for all that was moved').toHaveBeenCalledOnce();
  });

  it('of the built-in model need no download, and are offered with it alone', async () => {
    const { choice, models, form, library } = setUp();
    expect(presetAddons(models.getState()).map(({ id }) => id)).toEqual(['quick']);
    choice.usePreset('quick');
    expect(presetInUse(models.getState())?.id).toBe('quick');
    expect(form.getState()).toMatchObject({ steps: 4, guidance: 1, sampler: 'ddim' });
    await library.refresh();
    expect(models.getState().loras, 'nothing of it is stored').toEqual([{ id: 'quick', weight: 1 }]);
    choice.usePreset(undefined);
    expect(models.getState().loras).toEqual([]);
    expect(form.getState()).toMatchObject({ steps: 12, guidance: 4, sampler: 'dpmpp_2m' });
    models.setState({ activeId: 'large' });
    expect(presetAddons(models.getState()).map(({ id }) => id)).not.toContain('quick');
  });

  it('ask for a LoRA that is not stored', async () => {
    const { choice, models, form, stored } = setUp({ activeId: 'large' });
    await stored('large');
    choice.usePreset('fast');
    expect(models.getState()).toMatchObject({ loras: [], dialogOpen: true, note: 'Download Fast first.' });
    expect(form.getState().steps).toBe(20);
    choice.setLora('style', 1);
    expect(models.getState().loras).toEqual([]);
  });

  it('are out of use when they are removed', async () => {
    const { choice, library, models, stored } = setUp({ activeId: 'large' });
    await stored('large', 'fast', 'style');
    choice.usePreset('fast');
    choice.setLora('style', 1);
    choice.setLora('style', 0.25);
    await library.remove('fast');
    expect(models.getState().loras).toEqual([{ id: 'style', weight: 0.25 }]);
    choice.removeLora('style');
    expect(models.getState().loras).toEqual([]);
  });
});

describe('what is no longer stored', () => {
  const putOff: LocalSetup = {
    ...{ modelId: 'small', controlNet: undefined, loras: [] },
    ...{ backend: 'auto', decoder: 'full' },
  };

  it('makes room for the built-in model when the page opens', async () => {
    const { library, models, form, device } = setUp({
      activeId: 'large',
      loras: [{ id: 'fast', weight: 1 }],
    });
    device.report = reportOf(itemOf('large', false), itemOf('fast'));
    await library.known();
    expect(activeModel(models.getState()).id).toBe('small');
    expect(models.getState()).toMatchObject({ activeId: 'small', loras: [] });
    expect(models.getState().note).toContain('Large is no longer on this device');
    expect(form.getState()).toMatchObject({ steps: 12, width: 128, prompt: 'a woman' });
  });

  it('is looked at before a model is brought up, and not at all for the built-in one', async () => {
    const first = setUp();
    await first.library.known();
    expect(first.calls).toEqual([]);
    const second = setUp({ activeId: 'large', loras: [{ id: 'fast', weight: 1 }], controlNet: 'gone' });
    second.device.report = reportOf(itemOf('large'));
    await Promise.all([second.library.known(), second.library.known()]);
    await second.library.known();
    expect(named(second.calls, 'list')).toHaveLength(1);
    expect(second.models.getState()).toMatchObject({ activeId: 'large', loras: [], controlNet: undefined });
  });

  it('is looked at for a picture that was put off, whatever is set now', async () => {
    const first = setUp();
    await first.library.known(putOff);
    expect(first.calls).toEqual([]);
    const others = [{ modelId: 'large' }, { loras: [{ id: 'fast', weight: 1 }] }, { controlNet: 'pose' }];
    for (const other of others) {
      const { library, models, calls, device } = setUp();
      device.report = reportOf(itemOf('large'));
      await library.known({ ...putOff, ...other });
      expect(named(calls, 'list')).toHaveLength(1);
      expect(models.getState().stored).toEqual(device.report);
    }
  });

  it('is looked at again where it could not be', async () => {
    const { library, models, calls, device } = setUp({ activeId: 'large' });
    const report = reportOf(itemOf('large'));
    let works = false;
    Object.defineProperty(device, 'report', {
      get: () => {
        if (!works) throw failureOf('storage', 'Busy.');
        return report;
      },
    });
    const setup = { ...putOff, modelId: 'large' };
    await library.known(setup);
    expect(models.getState().unlisted?.message).toBe('Busy.');
    works = true;
    await library.known(setup);
    await library.known(setup);
    expect(named(calls, 'list')).toHaveLength(2);
    expect(models.getState()).toMatchObject({ stored: report, unlisted: undefined });
  });

  it('leaves the built-in model where the browser gives no store', async () => {
    const { library, models, device } = setUp({ activeId: 'large' });
    Object.defineProperty(device, 'report', {
      get: () => {
        throw failureOf('storage', 'No store here.');
      },
    });
    await library.known();
    expect(models.getState().unlisted?.message).toBe('No store here.');
    expect(activeModel(models.getState()).id).toBe('small');
  });

  it('is taken off the device, a download on its way first stopped', async () => {
    const { library, models, calls, device, generate, stored } = setUp({ activeId: 'large' });
    await stored('large');
    const work = library.download('fast');
    await library.remove('fast');
    await work;
    await library.remove('large');
    expect(device.report.items).toEqual([]);
    expect(named(calls, 'remove').map(({ input }) => input)).toEqual([{ id: 'fast' }, { id: 'large' }]);
    expect(models.getState()).toMatchObject({ activeId: 'small', transfers: {} });
    expect(generate.reload).toHaveBeenCalledOnce();
  });
});

describe('files of the person', () => {
  it('are taken in one after the other; each has its own outcome', async () => {
    const { library, models, imports, device } = setUp();
    const order: string[] = [];
    const own: StoredItem = {
      ...itemOf('style'),
      entry: { ...manifest.models[1]!, id: 'own-a', label: 'a', files: [{ path: 'unet/x', grade: 'U' }] },
    };
    imports.push(
      ({ file, like, policy, places }) => {
        order.push(file.name);
        expect({ like: like.id, policy, hub: places.hub }).toEqual({
          ...{ like: 'large', policy: 'int4', hub: 'https://hub.example/' },
        });
        expect(models.getState().imports.map(({ at }) => at)).toEqual(['running', 'waiting', 'waiting']);
        device.report = reportOf(own);
        return Promise.resolve({ item: own, what: 'A checkpoint', unused: ['x'] });
      },
      ({ file }) => {
        order.push(file.name);
        return Promise.reject(failureOf('unsupported-model', 'It is of SDXL.'));
      },
    );
    const names = ['a.safetensors', 'b.ckpt', 'c.SafeTensors'];
    await library.import(names.map((name) => new File(['x'], name)));
    expect(order).toEqual(['a.safetensors', 'c.SafeTensors']);
    expect(models.getState().imports).toMatchObject([
      { name: 'a.safetensors', at: 'done', report: { what: 'A checkpoint', unused: ['x'] } },
      { name: 'b.ckpt', at: 'failed', failure: { code: 'unsupported-model' } },
      { name: 'c.SafeTensors', at: 'failed', failure: { message: 'It is of SDXL.' } },
    ]);
    models.setState({ activeId: 'own-a' });
    expect(activeModel(models.getState()).label).toBe('a');
    expect(followsPose(models.getState()), 'it brings no ControlNet').toBe(false);
    models.setState({ controlNet: 'style' });
    expect(followsPose(models.getState())).toBe(true);
  });
});

describe('the choice of the model', () => {
  it('is remembered, and forgotten where it is damaged', () => {
    const storage = memoryTexts();
    const models: ModelChoice = {
      ...{ activeId: 'large', controlNet: undefined, hub: 'https://mirror.example/' },
      loras: [{ id: 'fast', weight: 0.8 }],
    };
    remember(storage, { models });
    expect(recall(storage).models).toEqual(JSON.parse(JSON.stringify(models)));
    expect(createModelsStore(manifest, recall(storage).models).getState()).toMatchObject(models);
    storage.setItem('armature.models.1', '{"activeId": "large", "hub": "javascript:alert(1)"}');
    expect(recall(storage).models).toEqual({ activeId: 'large' });
  });
});
