import { describe, expect, it } from 'vitest';
import { freeze } from '../../../app/queue/freeze.ts';
import type { Quote, Taker } from '../../../app/remote/placing/quote.ts';
import { createModelsStore } from '../../../app/state/models.ts';
import { createSettingsStore, FIRST_SETTINGS } from '../../../app/state/settings.ts';
import type { ModelsManifest } from '../../../core/manifest/index.ts';
import { queueRequest } from '../../drivers/queue-entries.ts';
import { model } from '../app/generate-set-up.ts';

const requests = [queueRequest({ seed: 1 }), queueRequest({ seed: 2 }), queueRequest({ seed: 3 })];
const setup = { checkpoint: 'a.safetensors', enhancePrompt: true };
const place = { backendId: 'segmind', dollars: 0.02, setup };
const takers: readonly Taker[] = requests.map((request) => ({ request, ...place }));

function bench(quote?: Partial<Quote>) {
  const manifest: ModelsManifest = {
    version: 2,
    hub: 'https://hub/',
    models: [model],
    addons: [],
    detectors: [],
    upscalers: [],
  };
  const loras = [{ id: 'soft', weight: 0.5 }];
  const whole: Quote = {
    ...{ parts: [], pictures: 3, dollars: 0.06, possible: 3, possibleDollars: 0.06, obstacle: '' },
    takers,
    ...quote,
  };
  return {
    remote: { quote: () => (quote ? whole : undefined) },
    models: createModelsStore(manifest, { loras, controlNet: 'pose-net' }),
    settings: createSettingsStore({ ...FIRST_SETTINGS, backend: 'wasm' }),
  };
}

describe('what is added', () => {
  it('is drawn with the model, the addons and the back end that are set at that moment', () => {
    const parts = bench();
    const drafts = freeze(parts, requests);
    parts.settings.setState({ backend: 'auto' });
    parts.models.setState({ loras: [], controlNet: undefined });
    const setup = {
      ...{ modelId: model.id, controlNet: 'pose-net', loras: [{ id: 'soft', weight: 0.5 }] },
      ...{ backend: 'wasm', decoder: 'full' },
    };
    expect(drafts).toEqual(requests.map((request) => ({ request, place: { at: 'here', setup } })));
  });

  it('goes each to the back end that takes it, at its price', () => {
    const own = { backendId: 'a1111', dollars: 0, setup };
    const sent = requests.map((request) => ({ ...request, steps: 20 }));
    const places = [own, place, own];
    const drafts = freeze(
      bench({ takers: places.map((taken, i) => ({ request: sent[i]!, ...taken })) }),
      requests,
      0.02,
    );
    expect(drafts).toEqual(
      places.map((taken, i) => ({ request: sent[i], place: { at: 'remote', ...taken } })),
    );
  });

  it('ends where money, a back end or what was agreed on does', () => {
    expect(freeze(bench({ takers: takers.slice(0, 1) }), requests)).toHaveLength(1);
    expect(freeze(bench({}), requests, 0.05)).toHaveLength(2);
  });

  it('is nothing where nobody takes it, and says why', () => {
    const obstacle = 'Segmind: The key is missing.';
    expect(() => freeze(bench({ takers: [], obstacle }), requests)).toThrow('Nothing was added');
    expect(() => freeze(bench({}), requests, 0)).toThrow('Nothing was added');
  });
});
