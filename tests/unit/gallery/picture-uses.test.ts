/* A kept picture joins the page: its settings, and pictures like it with the parts that it was made with. */
import { describe, expect, it, vi } from 'vitest';
import { createPictureUses } from '../../../app/gallery/room/picture-uses.ts';
import type { GalleryRecord } from '../../../app/gallery/record.ts';
import { createGalleryStore } from '../../../app/gallery/store.ts';
import type { Services } from '../../../app/services.ts';
import type { SeededRequest } from '../../../core/request/index.ts';
import { newPictureOf } from '../../drivers/gallery-pictures.ts';
import { manifest, sharePage } from '../share/page-set-up.ts';

const downloadBlob = vi.hoisted(() => vi.fn());
vi.mock('../../../app/ui/download.ts', () => ({ downloadBlob }));

const OTHER = manifest.models.find(({ builtIn }) => !builtIn)!;

const drawnBy = (modelId: string, addons: object = {}): GalleryRecord['source'] => ({
  ...{ kind: 'engine', modelId, addons, backend: { backend: 'wasm' } },
});

/** What the library lists of entries that are wholly on the device. */
const storing = (...entries: readonly (typeof OTHER)[]) => ({
  items: entries.map((entry) => {
    return { policy: 'int8', complete: true, storedBytes: 1, files: [], entry } as const;
  }),
  unreadable: [],
});

function bench(part: Partial<GalleryRecord>) {
  const page = sharePage();
  const gallery = createGalleryStore();
  gallery.setState({ dialogOpen: true });
  const draw = vi.fn((request: SeededRequest) => Promise.resolve(request));
  const services = {
    stores: { ...page.services.stores, gallery },
    actions: { ...page.services.actions, generate: { draw } },
  } as unknown as Services;
  const { record: written, details } = newPictureOf('kept', part);
  const record: GalleryRecord = { ...written, bytes: 1, place: 'files' };
  const desk = { file: () => Promise.resolve(new Blob()) };
  const uses = createPictureUses({ services, desk, record, details });
  return { ...page, gallery, draw, uses, seeds: () => draw.mock.calls.map(([{ seed }]) => seed) };
}

describe('variations', () => {
  it('of what was drawn with what is here are made, and the gallery makes way', async () => {
    const { uses, gallery, seeds } = bench({});
    expect(await uses.vary(2, 0, false)).toEqual([]);
    expect(seeds()).toEqual([8, 9]);
    expect(gallery.getState()).toMatchObject({ dialogOpen: false, problems: [] });
  });

  it.each([
    ['gpu', undefined, [11, 12]],
    ['cpu', undefined, [8, 9]],
    [
      'cpu',
      { kind: 'remote', backendId: 'a1111', label: 'A1111', model: '', ownSampling: false } as const,
      [11, 12],
    ],
  ] as const)(
    'are none of the run of four that the picture is from: %s noise',
    async (noise, source, seeds) => {
      const inBatch = { index: 2, count: 4 };
      const settings = { ...newPictureOf('kept').record.settings, samples: 4, noise };
      const made = bench({ settings, inBatch, ...(source && { source }) });
      await made.uses.vary(2, 0, false);
      expect(made.seeds()).toEqual(seeds);
      expect(made.draw).toHaveBeenCalledWith(expect.objectContaining({ samples: 1 }), expect.anything());
    },
  );

  it('with a model or addons that are not here wait until that is agreed to', async () => {
    const addons = { controlNet: 'gone-control', loras: [{ id: 'ink', weight: 1 }] };
    const { uses, gallery, form, draw, seeds } = bench({ source: drawnBy('gone', addons) });
    const before = form.getState();
    expect(await uses.vary(2, 0, false)).toEqual([
      'The model gone is not on this device: Armature 256 draws instead.',
      'The LoRA ink is not on this device.',
      'The ControlNet gone-control is not on this device.',
    ]);
    expect(draw).not.toHaveBeenCalled();
    expect(gallery.getState().dialogOpen).toBe(true);
    expect(form.getState()).toBe(before);
    expect(await uses.vary(2, 0, true)).toEqual([]);
    expect(seeds()).toEqual([8, 9]);
    const { steps, guidance, sampler, width } = manifest.models[0]!.defaults;
    expect(draw.mock.calls[0]?.[0]).toMatchObject({ prompt: 'a dancer', steps, guidance, sampler, width });
    expect(gallery.getState().dialogOpen).toBe(false);
  });

  it('are drawn with a model on this device that the page has not looked for yet', async () => {
    const { uses, models, library, draw } = bench({ source: drawnBy(OTHER.id) });
    models.setState({ stored: undefined });
    library.refresh.mockImplementation(() => {
      models.setState({ stored: storing(OTHER) });
      return Promise.resolve();
    });
    expect(await uses.vary(1, 0, false)).toEqual([]);
    expect(models.getState().activeId).toBe(OTHER.id);
    expect(draw).toHaveBeenCalledOnce();
  });
});

it('is saved under the seed and its number in the run', async () => {
  const { uses, gallery } = bench({ inBatch: { index: 2, count: 4 } });
  await uses.save();
  expect(gallery.getState().note).toBe('Saved as armature-7-3.png.');
  expect(downloadBlob).toHaveBeenCalledExactlyOnceWith(expect.any(Blob), 'armature-7-3.png');
});

describe('the ControlNet that the model brings', () => {
  const file = { kind: 'file', name: 'a.png', software: 'armature', addons: {} } as const;

  function withChosen(part: Partial<GalleryRecord>) {
    const parts = bench(part);
    parts.models.setState({ stored: storing(OTHER), controlNet: OTHER.id });
    return parts;
  }

  it.each([
    ['was drawn here', {}],
    ['came back from a file of this page', { source: file }],
  ])('draws again in the place of one that was chosen since, where the picture %s', async (_, part) => {
    const { uses, models, draw } = withChosen(part);
    draw.mockImplementation((request) => {
      expect(models.getState().controlNet).toBeUndefined();
      return Promise.resolve(request);
    });
    expect(await uses.vary(1, 0, false)).toEqual([]);
    expect(draw).toHaveBeenCalledOnce();
    models.setState({ controlNet: OTHER.id });
    await uses.useSettings();
    expect(models.getState().controlNet).toBeUndefined();
  });

  it.each([
    ['another program does not say', { source: { ...file, software: 'a1111' as const } }],
    ['another model draws in the place of its own', { source: drawnBy('gone') }],
  ])('leaves the one that was chosen where %s', async (_, part) => {
    const { uses, models } = withChosen(part);
    await uses.useSettings();
    expect(models.getState().controlNet).toBe(OTHER.id);
  });
});
