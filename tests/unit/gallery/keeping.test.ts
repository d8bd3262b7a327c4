/* The gallery's door counts the pictures that are on their way to the shelf. */
import { describe, expect, it, vi } from 'vitest';
import { createKeepingActions } from '../../../app/actions/keeping.ts';
import { createSaveActions, type SaveHost } from '../../../app/actions/save.ts';
import { createKeepingStore } from '../../../app/state/keeping.ts';
import type { TextStorage } from '../../../app/storage/kept-texts.ts';
import { createGalleryActions } from '../../../app/gallery/gallery.ts';
import type { GalleryDependencies } from '../../../app/gallery/gallery-dependencies.ts';
import { createGalleryStore } from '../../../app/gallery/store.ts';
import { untilKept, untilKeptInTime } from '../../../app/gallery/until-kept.ts';
import { showPicture } from '../../../app/actions/job-runner.ts';
import { createJobStore } from '../../../app/state/job.ts';
import { pagePictureOf } from '../../drivers/gallery-pictures.ts';

const assembleDesk = vi.hoisted(() => vi.fn());
vi.mock('../../../app/gallery/assemble.ts', () => ({ assembleDesk }));

function bench(keeps = true) {
  const [gallery, job] = [createGalleryStore(keeps), createJobStore()];
  const actions = createGalleryActions({ gallery, job } as unknown as GalleryDependencies);
  const download = vi.fn<SaveHost['download']>();
  const copyPng = () => Promise.resolve();
  const save = createSaveActions(job, { download, copyPng, onSaved: actions.tellSaved });
  return { gallery, job, actions, save, download };
}

it('from the moment that one is shown until it is kept', async () => {
  let keep = (): void => undefined;
  assembleDesk.mockReturnValue({ keep: () => new Promise<void>((resolve) => (keep = resolve)) });
  const { gallery, job } = bench();
  showPicture(job, pagePictureOf());
  expect(gallery.getState().keeping).toBe(1);
  const done = vi.fn();
  void untilKept(gallery).then(done);
  await vi.waitFor(() => expect(assembleDesk).toHaveBeenCalled());
  await new Promise((resolve) => setTimeout(resolve));
  expect(done).not.toHaveBeenCalled();
  keep();
  await vi.waitFor(() => expect(done).toHaveBeenCalledOnce());
  expect(gallery.getState().keeping).toBe(0);
});

it('until it is told not to be kept, where the code of the gallery does not work', async () => {
  assembleDesk.mockImplementation(() => {
    throw new Error('Broken.');
  });
  const { gallery, job } = bench();
  showPicture(job, pagePictureOf());
  await untilKept(gallery);
  expect(gallery.getState()).toMatchObject({ keeping: 0, unkept: [{ index: 0 }] });
});

it('and none where the pictures are those of the page around', async () => {
  const { gallery, job } = bench(false);
  showPicture(job, pagePictureOf());
  await untilKept(gallery);
  expect(gallery.getState().keeping).toBe(0);
});

it('is waited for no longer than a minute', async () => {
  vi.useFakeTimers();
  try {
    const gallery = createGalleryStore();
    await untilKeptInTime(gallery);
    gallery.setState({ keeping: 1 });
    const late = expect(untilKeptInTime(gallery)).rejects.toThrow('has not written the last picture down');
    await vi.advanceTimersByTimeAsync(60_000);
    await late;
  } finally {
    vi.useRealTimers();
  }
});

describe('the page is left with a question', () => {
  function asked({ gallery }: Pick<ReturnType<typeof bench>, 'gallery'>): () => boolean {
    const page = new EventTarget();
    const texts = {} as TextStorage;
    const host = { download: vi.fn(), page: page as unknown as Window, gallery };
    createKeepingActions(createKeepingStore(), texts, host);
    return () => !page.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  }

  it('while a picture is on its way to the shelf', async () => {
    let keep = (): void => undefined;
    assembleDesk.mockReturnValue({ keep: () => new Promise<void>((resolve) => (keep = resolve)) });
    const { gallery, job } = bench();
    const isAsked = asked({ gallery });
    expect(isAsked()).toBe(false);
    showPicture(job, pagePictureOf());
    expect(isAsked()).toBe(true);
    await vi.waitFor(() => expect(assembleDesk).toHaveBeenCalled());
    await new Promise((resolve) => setTimeout(resolve));
    keep();
    await untilKept(gallery);
    expect(isAsked()).toBe(false);
  });

  it('while pictures are on it alone, until all of them are files', async () => {
    assembleDesk.mockImplementation(() => {
      throw new Error('Broken.');
    });
    const { gallery, job, actions, save } = bench();
    const isAsked = asked({ gallery });
    const [first, second] = [pagePictureOf(), pagePictureOf()];
    for (const picture of [first, second]) showPicture(job, picture);
    await untilKept(gallery);
    await save.save(first, 0);
    expect(isAsked()).toBe(true);
    actions.dismissSaved();
    expect(gallery.getState().unkept).toMatchObject([{ picture: second, isSaved: false }]);
    await save.save(second, 0);
    expect(isAsked()).toBe(false);
    expect(gallery.getState().unkept).toHaveLength(1);
    actions.dismissSaved();
    expect(gallery.getState().unkept).toEqual([]);
  });

  it('while those of a batch are, which are saved as the copies that came at its end', async () => {
    assembleDesk.mockImplementation(() => {
      throw new Error('Broken.');
    });
    const { gallery, job, save } = bench();
    const isAsked = asked({ gallery });
    const images = () => [pagePictureOf().images[0], pagePictureOf().images[0]] as const;
    const early = images();
    job.setState({ job: { status: 'running', stage: 'decoding' } });
    job.setState({ picture: pagePictureOf({ images: [early[0]] }) });
    job.setState({ picture: pagePictureOf({ images: early }) });
    const whole = pagePictureOf({ images: images() });
    showPicture(job, whole);
    await untilKept(gallery);
    expect(gallery.getState().unkept).toHaveLength(2);
    await save.save(whole, 1);
    expect(gallery.getState().unkept.map(({ isSaved }) => isSaved)).toEqual([false, true]);
    await save.save(whole, 0);
    expect(isAsked()).toBe(false);
  });

  it('but not for one that became a file before the gallery refused it', async () => {
    let refuse = (): void => undefined;
    assembleDesk.mockReturnValue(
      new Promise((_, reject) => {
        refuse = () => reject(new Error('Broken.'));
      }),
    );
    const { gallery, job, save } = bench();
    const isAsked = asked({ gallery });
    const picture = pagePictureOf();
    showPicture(job, picture);
    await save.save(picture, 0);
    expect(isAsked()).toBe(true);
    refuse();
    await untilKept(gallery);
    expect(gallery.getState().unkept).toMatchObject([{ picture, isSaved: true }]);
    expect(isAsked()).toBe(false);
  });

  it('where a picture could not be made a file', async () => {
    assembleDesk.mockImplementation(() => {
      throw new Error('Broken.');
    });
    const { gallery, job, save, download } = bench();
    const isAsked = asked({ gallery });
    download.mockImplementation(() => {
      throw new Error('Refused.');
    });
    const picture = pagePictureOf();
    showPicture(job, picture);
    await untilKept(gallery);
    await save.save(picture, 0);
    expect(download).toHaveBeenCalledOnce();
    expect(isAsked()).toBe(true);
  });
});
