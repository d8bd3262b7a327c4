import { describe, expect, it } from 'vitest';
import { safetyOrder } from '../../../../app/safety/order.ts';
import type { ModelsState } from '../../../../app/state/models.ts';
import { createModelsStore } from '../../../../app/state/models.ts';
import type { StoredItem } from '../../../../core/contract/index.ts';
import { type AddonEntry, type ModelEntry, parseManifest } from '../../../../core/manifest/index.ts';
import { model } from '../generate-set-up.ts';

const license = { name: 'MIT' };
const sources = { hub: { repo: 'a/b', revision: 'c', license } };
const large: ModelEntry = {
  ...{ ...model, id: 'large', builtIn: false, sources },
  files: [{ path: 'unet/config.json', source: 'hub' }],
};
const checker: AddonEntry = {
  ...{ kind: 'safety-checker', id: 'checker', label: 'Checker', description: '', license, sources },
  files: [{ path: 'safety_checker/config.json', source: 'hub' }],
};
const manifest = parseManifest({
  ...{ version: 2, hub: 'https://hub.example/' },
  models: [model, large],
  addons: [checker],
});

function modelsWith(activeId: string, complete?: boolean): ModelsState {
  const store = createModelsStore(manifest, { activeId });
  const item: StoredItem = {
    ...{ entry: checker, policy: 'int8', complete: complete ?? false, storedBytes: 1, files: [] },
  };
  store.setState({ stored: { items: complete === undefined ? [] : [item], unreadable: [] } });
  return store.getState();
}

function withDamagedChecker(): ModelsState {
  const store = createModelsStore(manifest, { activeId: 'large' });
  store.setState({ stored: { items: [], unreadable: ['checker'] } });
  return store.getState();
}

describe('safetyOrder', () => {
  const usual = { settings: { safetyCheck: true }, embed: { onlySafe: false } };
  const off = { ...usual, settings: { safetyCheck: false } };
  const forced = { ...off, embed: { onlySafe: true } };

  it('does not pass over a checker that cannot be read in silence', () => {
    const order = safetyOrder({ ...usual, models: withDamagedChecker() });
    expect(order).toEqual({ checker: 'checker', withhold: false });
  });

  it.each([
    ['never with the built-in model', 'armature-256', true, forced, undefined],
    ['where it is stored', 'large', true, usual, { checker: 'checker', withhold: false }],
    ['not where it is half stored', 'large', false, usual, undefined],
    ['not where it is not stored', 'large', undefined, usual, undefined],
    ['not where it is turned off', 'large', true, off, undefined],
    [
      'where the page around wants it, whatever is set',
      'large',
      true,
      forced,
      { checker: 'checker', withhold: true },
    ],
    [
      'and then also where there is none, so that nothing passes',
      'large',
      undefined,
      forced,
      { withhold: true },
    ],
  ] as const)('%s', (_, activeId, complete, choices, expected) => {
    expect(safetyOrder({ ...choices, models: modelsWith(activeId, complete) })).toEqual(expected);
  });
});
