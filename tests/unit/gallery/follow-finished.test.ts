/* Which pictures of the job are told to the gallery, as runs come, fail, are stopped and go on. */
import { describe, expect, it } from 'vitest';
import { followFinished } from '../../../app/gallery/follow-finished.ts';
import { createJobStore } from '../../../app/state/job.ts';
import type { PagePicture } from '../../../app/state/picture.ts';
import type { RgbaImage } from '../../../core/image/index.ts';
import { pagePictureOf } from '../../drivers/gallery-pictures.ts';

function image(value: number): RgbaImage {
  return { width: 1, height: 1, data: new Uint8ClampedArray([value, value, value, 255]) };
}

function bench() {
  const job = createJobStore();
  const told: number[] = [];
  const finished = followFinished(job, ({ images }, index) => told.push(images[index]?.data[0] ?? -1));
  const begin = (): void => job.setState({ job: { status: 'loading' } });
  const show = (status: 'running' | 'done', ...values: readonly RgbaImage[]): void => {
    const [first = image(0), ...others] = values;
    const picture: PagePicture = { ...pagePictureOf(), images: [first, ...others] };
    job.setState({
      picture,
      job: status === 'done' ? { status } : { status, stage: 'decoding' },
    });
  };
  return { job, told, finished, begin, show };
}

describe('followFinished', () => {
  it('tells each picture of a batch as it comes, and not again when the copies of all come at the end', () => {
    const { told, begin, show } = bench();
    const [one, two] = [image(1), image(2)];
    begin();
    show('running', one);
    show('running', one, two);
    expect(told).toEqual([1, 2]);
    show('done', image(1), image(2), image(3));
    expect(told).toEqual([1, 2, 3]);
  });

  it('tells pictures of a back end, which come all at once', () => {
    const { told, begin, show } = bench();
    begin();
    show('done', image(1), image(2));
    begin();
    show('done', image(3));
    expect(told).toEqual([1, 2, 3]);
  });

  it('knows the pictures that were finished before a stopped run went on', () => {
    const { job, told, begin, show } = bench();
    const one = image(1);
    begin();
    show('running', one);
    job.setState({ job: { status: 'idle' } });
    begin();
    show('running', one, image(2));
    show('done', one, image(2));
    expect(told).toEqual([1, 2]);
  });

  it('tells pictures again that were made anew in wider numbers', () => {
    const { told, begin, show } = bench();
    begin();
    show('running', image(1));
    show('running', image(11));
    show('done', image(11), image(12));
    expect(told).toEqual([1, 11, 12]);
  });

  it('is silent about what came from the gallery itself', () => {
    const { job, told, finished } = bench();
    const picture = pagePictureOf();
    finished.know(picture.images[0]);
    job.setState({ picture });
    expect(told).toEqual([]);
  });
});
