import { describe, expect, it } from 'vitest';
import { isAtWork, mayReload } from '../../../../app/shell/at-work.ts';
import type { FileImport, Transfer } from '../../../../app/state/models.ts';
import type { StoreProgress } from '../../../../core/contract/index.ts';
import { makeFailure } from '../../../../core/result/index.ts';
import { pagePictureOf } from '../../../drivers/gallery-pictures.ts';
import { idleStores } from './work-stores.ts';

const FAILURE = makeFailure({ code: 'network', message: 'There is no network.' });

const fetching = (phase: StoreProgress['phase']): Transfer => ({
  at: 'running',
  progress: { id: 'sd15', phase, item: 'unet.safetensors', bytes: 1, totalBytes: 2 },
});

describe('the page is at work', () => {
  it('not by itself', () => {
    expect(isAtWork(idleStores())).toBe(false);
  });

  it('while a picture is enlarged', () => {
    const work = idleStores();
    work.gallery.setState({ upscaling: { id: 'kept-0', factor: 2, share: undefined } });
    expect(isAtWork(work)).toBe(true);
  });

  it.each(['keeping', 'handling'] as const)('while the gallery says that it is %s something', (doing) => {
    const work = idleStores();
    work.gallery.setState({ [doing]: 1 });
    expect(isAtWork(work)).toBe(true);
    work.gallery.setState({ [doing]: 0 });
    expect(isAtWork(work)).toBe(false);
  });

  it.each(['reading', 'loading', 'looking'] as const)('while a detector is at work: %s', (doing) => {
    const work = idleStores();
    work.detect.setState({ work: doing });
    expect(isAtWork(work)).toBe(true);
    work.detect.setState({ work: 'none' });
    expect(isAtWork(work)).toBe(false);
  });

  it.each<[boolean, Transfer]>([
    [true, { at: 'running' }],
    [true, fetching('fetching')],
    [true, fetching('checking')],
    // The other tab goes on with it.
    [false, fetching('elsewhere')],
    [false, { at: 'failed', failure: FAILURE }],
  ])('%o while a model comes: %j', (expected, transfer) => {
    const work = idleStores();
    work.models.setState({ transfers: { sd15: transfer } });
    expect(isAtWork(work)).toBe(expected);
  });

  it('no longer where the transfer was paused', () => {
    const work = idleStores();
    work.models.setState({ transfers: { sd15: { at: 'running' } } });
    work.models.setState({ transfers: {} });
    expect(isAtWork(work)).toBe(false);
  });

  it.each<[boolean, FileImport]>([
    [true, { name: 'a.safetensors', at: 'waiting' }],
    [true, { name: 'a.safetensors', at: 'running' }],
    [false, { name: 'a.safetensors', at: 'failed', failure: FAILURE }],
  ])('%o while a file is taken in: %j', (expected, file) => {
    const work = idleStores();
    work.models.setState({ imports: [file] });
    expect(isAtWork(work)).toBe(expected);
  });
});

it('the page may be loaded anew once nothing is at work and no picture is on it alone', () => {
  const work = idleStores();
  expect(mayReload(work)).toBe(true);
  work.job.setState({ job: { status: 'loading' } });
  expect(mayReload(work)).toBe(false);
  work.job.setState({ job: { status: 'done' } });
  const picture = pagePictureOf();
  work.gallery.setState({ unkept: [{ picture, index: 0, isSaved: false }] });
  expect(mayReload(work)).toBe(false);
  work.gallery.setState({ unkept: [{ picture, index: 0, isSaved: true }] });
  expect(mayReload(work)).toBe(true);
});
