import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LocalSetup } from '../../../app/state/local-setup.ts';
import { createModelsStore, distilledTo, type PresetAddon } from '../../../app/state/models.ts';
import { parseManifest, samplingOf, type Sampling } from '../../../core/manifest/index.ts';
import { ArmatureError } from '../../../core/result/index.ts';
import { model, setUp } from './generate-set-up.ts';

const FILE = resolve(import.meta.dirname, '../../../models-manifest.json');
const manifest = parseManifest(JSON.parse(readFileSync(FILE, 'utf8')));
const builtIn = manifest.models[0]!;
const undistilled = { ...builtIn, distilled: false };

describe('the settings that weights were distilled to', () => {
  it('are those of the preset in use, and there are none for models that take any', () => {
    const lora = manifest.addons.find((addon) => addon.kind === 'lora' && addon.preset) as PresetAddon;
    const few: PresetAddon = {
      ...{ ...lora, id: 'few', models: [builtIn.id] },
      preset: { ...lora.preset, steps: 3, distilled: true },
    };
    const { getState, setState } = createModelsStore({
      ...{ ...manifest, models: [undistilled] },
      addons: [...manifest.addons, few],
    });
    expect(distilledTo(getState())).toBeUndefined();
    setState({ loras: [{ id: few.id, weight: 1 }] });
    expect(distilledTo(getState())).toMatchObject({ steps: 3, sampler: lora.preset.sampler });
  });

  it('are those of the model where it was distilled itself, the same object at every look', () => {
    const { getState } = createModelsStore(manifest);
    const settings = distilledTo(getState());
    expect(settings).toMatchObject({ steps: 4, guidance: 1 });
    expect(distilledTo(getState()), 'or a component that reads it never rests').toBe(settings);
  });
});

describe('where a picture is drawn elsewhere', () => {
  const MADE_FOR: Sampling = { steps: 4, guidance: 1, sampler: 'ddim', scheduler: 'sgm_uniform' };
  const USUAL = { steps: 20, guidance: 7, sampler: 'dpmpp_2m', scheduler: 'karras' };
  const few = { ...model, distilled: true, defaults: { ...model.defaults, ...MADE_FOR } };
  const setup: LocalSetup = {
    ...{ modelId: few.id, controlNet: undefined, loras: [] },
    ...{ backend: 'wasm', decoder: 'full' },
  };

  /** A distilled model, which the device loses, and a back end that takes all. */
  function lost() {
    const parts = setUp(() => Promise.reject(new ArmatureError({ code: 'adapter-lost', message: 'Gone.' })));
    parts.models.setState(({ manifest }) => ({ manifest: { ...manifest, models: [few] } }));
    parts.form.setState(MADE_FOR);
    parts.elsewhere.placeAfter.mockReturnValue('a1111');
    return parts;
  }
  const sent = ({ elsewhere }: ReturnType<typeof lost>): Sampling =>
    samplingOf(elsewhere.draw.mock.calls.at(-1)![0]);

  it('usual settings are sent, at once or after it failed here', async () => {
    const parts = lost();
    await parts.actions.generate();
    expect(sent(parts)).toEqual(USUAL);
    parts.elsewhere.placeFor.mockReturnValue({ at: 'remote', backendId: 'segmind' });
    await parts.actions.generate();
    expect(parts.elsewhere.draw.mock.calls.map(([, backendId]) => backendId)).toEqual(['a1111', 'segmind']);
    expect(sent(parts)).toEqual(USUAL);
    parts.form.setState({ steps: 5 });
    await parts.actions.generate();
    expect(sent(parts)).toEqual({ ...MADE_FOR, steps: 5 });
  });

  it('what was decided on before is sent as it is, and counts by the model of that time', async () => {
    const parts = lost();
    const request = parts.actions.currentRequest();
    const agreed = {
      at: 'remote',
      backendId: 'segmind',
      dollars: 0,
      setup: { enhancePrompt: false },
    } as const;
    await parts.actions.drawFrozen(request, agreed);
    expect(sent(parts)).toEqual(MADE_FOR);
    const other = { ...model, id: 'other', builtIn: true };
    parts.models.setState(({ manifest }) => ({
      activeId: other.id,
      manifest: { ...manifest, models: [few, other] },
    }));
    await parts.actions.drawFrozen(request, { at: 'here', setup });
    expect(sent(parts)).toEqual(USUAL);
  });
});
