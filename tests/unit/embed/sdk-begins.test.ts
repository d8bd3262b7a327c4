/* How the module for other sites begins with a page, which is a double here: its frame is no more than what it is asked for. */
import { connect, PortMessenger } from 'penpal';
import { afterEach, expect, it, vi } from 'vitest';
import { createArmature } from '../../../app/embed/sdk/armature.ts';

type Call = (name: string, input: unknown) => Promise<unknown>;

const ORIGIN = 'https://pose.example';
const never = new Promise<never>(() => undefined);
const taken = (): Promise<unknown> => Promise.resolve({ value: {} });
const closing: (() => void)[] = [];

afterEach(() => {
  vi.unstubAllGlobals();
  for (const close of closing.splice(0)) close();
});

/**
 * A document whose frames load a page.
 *
 * @param answers - how the page answers calls, for each time that it is loaded; where there is none it does not shake hands
 */
function stage(...answers: readonly (Call | undefined)[]) {
  const left = [...answers];
  const contentWindow = {
    postMessage(hello: unknown, origin: string, [port]: readonly MessagePort[]) {
      expect([hello, origin]).toEqual([{ type: 'armature:connect', version: 1 }, ORIGIN]);
      const answer = left.shift();
      if (!answer || !port) return;
      const names = ['setParameters', 'setPose', 'getParameters'];
      const methods = Object.fromEntries(
        names.map((name) => [name, (input: unknown) => answer(name, input)] as const),
      );
      const { promise, destroy } = connect({ messenger: new PortMessenger({ port }), methods });
      promise.catch(() => undefined);
      closing.push(destroy);
    },
  };
  const removed = vi.fn();
  const frame = Object.assign(new EventTarget(), { contentWindow, remove: removed, style: {} });
  vi.stubGlobal('document', { baseURI: 'https://host.example/', createElement: () => frame });
  const load = (): boolean => frame.dispatchEvent(new Event('load'));
  return { element: { append: load } as unknown as Element, load, removed };
}

const options = { src: `${ORIGIN}/`, timeout: 30_000 };
const impatient = { ...options, timeout: 60 };

it('begins with the parameters and the pose of the options', async () => {
  const heard: unknown[] = [];
  const { element, removed } = stage((...call) => {
    heard.push(call);
    return taken();
  });
  const parameters = { steps: 4 };
  const armature = await createArmature(element, { ...options, parameters, pose: 'arabesque' });
  expect(heard).toEqual([
    ['setParameters', parameters],
    ['setPose', 'arabesque'],
  ]);
  expect(removed).not.toHaveBeenCalled();
  armature.destroy();
});

it.each([
  ['shakes no hands', undefined],
  ['stalls over the parameters', () => never],
  ['stalls over the pose', (name: string) => (name === 'setPose' ? never : taken())],
])('gives a page up that %s', async (_, answer) => {
  const { element, removed } = stage(answer);
  await expect(createArmature(element, { ...impatient, pose: 'arabesque' })).rejects.toMatchObject({
    name: 'ArmatureFailure',
    code: 'network',
  });
  expect(removed).toHaveBeenCalledOnce();
});

it('waits for a page that loads itself anew before it has begun', async () => {
  const { element, load } = stage(() => {
    queueMicrotask(load);
    return never;
  }, taken);
  const armature = await createArmature(element, options);
  expect(await armature.getParameters()).toEqual({});
  armature.destroy();
});

it('tells calls of a page that stalls when it is loaded anew', async () => {
  const { element, load } = stage(taken, () => never);
  // The limit is for the first time as well, on whatever machine.
  const armature = await createArmature(element, { ...options, timeout: 1000 });
  load();
  await expect(armature.getParameters()).rejects.toMatchObject({ name: 'ArmatureFailure' });
  armature.destroy();
});
