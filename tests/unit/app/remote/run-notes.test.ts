/* The notes of paid runs: how long they stay, and what is done where the browser takes none. */
import { describe, expect, it, vi } from 'vitest';
import { createGalleryStore, type UnkeptPicture } from '../../../../app/gallery/store.ts';
import { untilSafe } from '../../../../app/gallery/until-kept.ts';
import { usePaidServices } from '../../../drivers/paid-services.ts';
import { nothingKept, someRequest } from '../../../drivers/remote-desk.ts';

const services = usePaidServices();

/** A page whose browser takes the note of a run before its call, and none after it. */
function fullDesk() {
  const kept = nothingKept();
  const { put } = kept.runs;
  let puts = 0;
  vi.spyOn(kept.runs, 'put').mockImplementation((run) =>
    (puts += 1) === 1 ? put(run) : Promise.reject(new Error('no room')),
  );
  return services.open({ kept });
}

/** A page whose gallery is writing down the picture that was paid for. */
async function writingDesk() {
  const kept = nothingKept();
  const gallery = createGalleryStore();
  gallery.setState({ keeping: 1 });
  const desk = await services.open({ kept, safe: (picture) => untilSafe(gallery, picture) });
  await desk.send('segmind-queue');
  return { ...desk, kept, gallery };
}

it('stays until the picture is in the gallery, though the run is no longer listed', async () => {
  const { job, remote, kept, gallery } = await writingDesk();
  expect(job.getState().job).toEqual({ status: 'done' });
  expect(remote.getState().openRuns).toEqual([]);
  expect(kept.runs.rows.size).toBe(1);
  gallery.setState({ keeping: 0 });
  await vi.waitFor(() => expect(kept.runs.rows.size).toBe(0));
});

it.each([
  ['is in a file', (unkept: UnkeptPicture) => [{ ...unkept, isSaved: true }]],
  ['is kept at another try', () => []],
])('stays where the gallery does not keep the picture, until that %s', async (_, mended) => {
  const { job, kept, gallery } = await writingDesk();
  const { picture } = job.getState();
  if (!picture) throw new Error('Nothing was drawn.');
  const unkept = { picture, index: 0, isSaved: false };
  gallery.setState({ unkept: [unkept], keeping: 0 });
  await new Promise(setImmediate);
  expect(kept.runs.rows.size).toBe(1);
  // Of another run.
  const other = { ...unkept, picture: { ...picture } };
  gallery.setState({ unkept: [other, ...mended(unkept)] });
  await vi.waitFor(() => expect(kept.runs.rows.size).toBe(0));
});

describe('a paid run whose ticket the browser does not write down', () => {
  const OPEN = expect.stringContaining('Keep this page open until its picture is here.') as string;

  it('is told of while it is at work, and no longer once its picture is here', async () => {
    const { send, job } = await fullDesk();
    const notes = new Set<string>();
    job.subscribe(({ note }) => notes.add(note));
    await send('segmind-queue');
    expect([...notes]).toContainEqual(OPEN);
    expect(job.getState()).toMatchObject({ job: { status: 'done' }, note: '' });
  });

  it('is fetched again as long as the page is open', async () => {
    const { send, job, remote, actions } = await fullDesk();
    services.segmind.fail('reset', /requests/);
    const before = services.segmind.creating();
    await send('segmind-queue');
    expect(job.getState()).toMatchObject({ job: { status: 'failed' }, note: OPEN });
    services.segmind.fail();
    await actions.fetchAgain(remote.getState().openRuns[0]?.id ?? '');
    expect(job.getState()).toMatchObject({ job: { status: 'done' }, note: '' });
    expect(remote.getState().openRuns).toEqual([]);
    expect(services.segmind.creating() - before).toBe(1);
  });

  it('is told of where it stays listed: cancelled, or with a picture missing', async () => {
    const { send, job, runner } = await fullDesk();
    services.modelslab.fail('endless', /fetch/);
    const sending = send('modelslab-controlnet');
    await vi.waitFor(() => expect(job.getState().note).toEqual(OPEN));
    runner.cancel();
    await sending;
    expect(job.getState()).toMatchObject({ job: { status: 'idle' }, note: OPEN });
    expect(job.getState().note).toContain('Cancelled here.');

    const other = await fullDesk();
    services.segmind.fail('broken-one', /requests/);
    await other.send('segmind-queue', someRequest({ samples: 3 }));
    expect(other.job.getState()).toMatchObject({ job: { status: 'done' }, note: OPEN });
    expect(other.job.getState().note).toContain('press "Fetch again"');
  });
});
