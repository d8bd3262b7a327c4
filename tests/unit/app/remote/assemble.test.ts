/* What generating waits for before it decides where a picture is drawn. */
import { expect, it, vi } from 'vitest';
import { assembleRemote, type RemoteParts } from '../../../../app/remote/assemble.ts';
import { createRemoteStore } from '../../../../app/state/remote.ts';

const desk = { restore: vi.fn(() => Promise.resolve()), renewRelay: vi.fn(() => Promise.resolve()) };
vi.mock('../../../../app/remote/assemble-desk.ts', () => ({ assembleDesk: () => desk }));

function remoteWith(allowed: readonly string[] | undefined) {
  const remote = createRemoteStore({});
  remote.setState({ allowed });
  return assembleRemote({ remote } as unknown as RemoteParts).elsewhere;
}

it('a press that is quicker than the page waits for keys and relay', async () => {
  await remoteWith(undefined).known();
  expect(desk.restore).toHaveBeenCalledOnce();
  expect(desk.renewRelay).toHaveBeenCalledOnce();
});

it('where no back end is allowed, nothing is asked for', async () => {
  desk.restore.mockClear();
  await remoteWith([]).known();
  expect(desk.restore).not.toHaveBeenCalled();
});
