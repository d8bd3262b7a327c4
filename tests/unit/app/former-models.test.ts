import { describe, expect, it } from 'vitest';
import type { LocalSetup } from '../../../app/state/local-setup.ts';
import { presentChoice, withPresent } from '../../../app/state/former-models.ts';
import { samplingOf } from '../../../core/manifest/index.ts';
import { queueRequest } from '../../drivers/queue-entries.ts';
import { manifest } from '../share/page-set-up.ts';

const [builtIn] = manifest.models;

describe('a model that the page came with before', () => {
  it('and what was chosen for it are chosen no more; the hub stays', () => {
    const loras = [{ id: 'armature-tiny-fast', weight: 1 }];
    const hub = 'https://mirror.example/';
    expect(presentChoice({ activeId: 'armature-tiny', loras, hub })).toEqual({ hub });
    expect(presentChoice({ activeId: 'armature-tiny' })).toEqual({});
    const other = { activeId: 'dream', loras, hub };
    expect(presentChoice(other)).toBe(other);
  });

  it('is stood in for by the present one where a picture waits for it', () => {
    const setup: LocalSetup = {
      ...{
        modelId: 'armature-tiny',
        controlNet: undefined,
        loras: [{ id: 'armature-tiny-fast', weight: 1 }],
      },
      ...{ backend: 'auto', decoder: 'full' },
    };
    const order = { request: queueRequest(), setup };
    const drawn = withPresent(manifest, order);
    expect(drawn.setup).toMatchObject({ modelId: builtIn!.id, loras: [] });
    const { width, height } = builtIn!.defaults;
    expect(drawn.request).toMatchObject({ prompt: 'a dancer', seed: 7, width, height });
    expect(samplingOf(drawn.request)).toEqual(samplingOf(builtIn!.defaults));
    const others = { ...order, setup: { ...setup, modelId: 'dream' } };
    expect(withPresent(manifest, others)).toBe(others);
  });
});
