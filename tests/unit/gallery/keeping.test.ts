/* The gallery's door counts the pictures that are on their way to the shelf. */
import { expect, it, vi } from 'vitest';
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
  createGalleryActions({ gallery, job } as unknown as GalleryDependencies);
  return { gallery, job };
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
