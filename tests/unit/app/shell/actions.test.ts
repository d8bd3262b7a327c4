import { afterEach, expect, it, vi } from 'vitest';
import type { WorkStores } from '../../../../app/shell/at-work.ts';
import { createShellActions } from '../../../../app/shell/actions.ts';
import { createAdherenceStore } from '../../../../app/adherence/store.ts';
import { createDetectStore } from '../../../../app/detect/store.ts';
import { createGalleryStore, listUnkept, noteSaved } from '../../../../app/gallery/store.ts';
import { createComparisonStore } from '../../../../app/state/comparison.ts';
import { createEngineStore } from '../../../../app/state/engine.ts';
import { createJobStore } from '../../../../app/state/job.ts';
import { createModelsStore } from '../../../../app/state/models.ts';
import { createQueueStore } from '../../../../app/state/queue.ts';
import { createShellStore } from '../../../../app/state/shell.ts';
import { makeFailure } from '../../../../core/result/index.ts';
import { pagePictureOf } from '../../../drivers/gallery-pictures.ts';
import { manifest } from '../../share/page-set-up.ts';

afterEach(() => void vi.unstubAllGlobals());

it('starts the page anew only when that loses no picture', async () => {
  const reload = vi.fn();
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('location', { reload });
  const work: WorkStores = {
    job: createJobStore(),
    adherence: createAdherenceStore(),
    comparison: createComparisonStore(),
    queue: createQueueStore(),
    gallery: createGalleryStore(),
    models: createModelsStore(manifest),
    detect: createDetectStore({ detectorId: undefined }),
  };
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
