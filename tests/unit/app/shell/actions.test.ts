import { afterEach, expect, it, vi } from 'vitest';
import { createShellActions } from '../../../../app/shell/actions.ts';
import { listUnkept, noteSaved } from '../../../../app/gallery/store.ts';
import { createEngineStore } from '../../../../app/state/engine.ts';
import { createShellStore } from '../../../../app/state/shell.ts';
import { makeFailure } from '../../../../core/result/index.ts';
import { pagePictureOf } from '../../../drivers/gallery-pictures.ts';
import { idleStores } from './work-stores.ts';

afterEach(() => void vi.unstubAllGlobals());

it('starts the page anew only when that loses no picture', async () => {
  const reload = vi.fn();
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('location', { reload });
  const work = idleStores();
  const actions = createShellActions({
    ...{ work, shell: createShellStore(), engineState: createEngineStore(), page: 'https://page.test/' },
    install: () => Promise.resolve(),
  });
  const picture = pagePictureOf();
  listUnkept(work.gallery, { picture, index: 0 }, makeFailure({ code: 'storage', message: 'No room.' }));
  await actions.restart();
  expect(reload).not.toHaveBeenCalled();
  noteSaved(work.gallery, picture.images[0]);
  await actions.restart();
  expect(reload).toHaveBeenCalledOnce();
});
