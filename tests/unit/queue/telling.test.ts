import { afterEach, describe, expect, it, vi } from 'vitest';
import { followRounds } from '../../../app/queue/rounds.ts';
import { askToNotify, mayNotify, tellRounds } from '../../../app/queue/telling.ts';
import { type Course, createQueueStore, type QueueEntry } from '../../../app/state/queue.ts';
import { learn } from '../../../app/words/language.ts';
import { queueEntry } from '../../drivers/queue-entries.ts';

function bench(entries: readonly QueueEntry[] = []) {
  const queue = createQueueStore();
  queue.setState({ runs: 'here', notify: true, entries });
  const state = { hidden: false };
  const notes: string[] = [];
  let shown = (): void => undefined;
  const host = {
    title: 'Armature',
    hidden: () => state.hidden,
    onShown: (listener: () => void) => void (shown = listener),
    notify: (title: string, body: string) => void notes.push(`${title}: ${body}`),
  };
  tellRounds(queue, followRounds(queue), host);
  const set = (...courses: readonly Course['status'][]): void =>
    queue.setState({
      entries: courses.map((status, i) =>
        queueEntry(`${i}`, {
          course:
            status === 'done'
              ? { status, totalMs: 1 }
              : status === 'failed'
                ? { status, failure: { code: 'internal', message: '' } }
                : { status },
        }),
      ),
    });
  return { queue, state, notes, host, set, shown: () => shown() };
}

describe('the tab', () => {
  it('counts what is done of what was asked for since nothing waited', () => {
    const { host, set } = bench();
    set('running', 'waiting');
    expect(host.title).toBe('(0/2) Armature');
    set('done', 'running', 'waiting');
    expect(host.title).toBe('(1/3) Armature');
    set('done', 'done', 'done');
    expect(host.title).toBe('Armature');
    // What was finished before does not count again.
    set('done', 'done', 'done', 'waiting');
    expect(host.title).toBe('(0/1) Armature');
  });

  it('shows that it is done until somebody looks', () => {
    const { host, set, state, shown } = bench();
    set('running');
    state.hidden = true;
    set('done');
    expect(host.title).toBe('✓ Armature');
    state.hidden = false;
    shown();
    expect(host.title).toBe('Armature');
  });

  it('says nothing of what was finished in an earlier visit', () => {
    const { host } = bench([queueEntry('old', { course: { status: 'done', totalMs: 1 } })]);
    expect(host.title).toBe('Armature');
  });

  it('counts no longer while it is paused', () => {
    const { host, set, queue } = bench();
    set('waiting');
    queue.setState({ paused: true });
    expect(host.title).toBe('Armature');
  });
});

describe('the notification', () => {
  it('tells the end to those who do not look, once, and what came to nothing', () => {
    const { notes, set, state, queue } = bench();
    state.hidden = true;
    set('running', 'waiting');
    set('done', 'failed');
    queue.setState({ entries: [...queue.getState().entries] });
    expect(notes).toEqual(['The queue is done: 1 of 2 entries are drawn. Look at the others in the queue.']);
    set('done', 'failed', 'running');
    set('done', 'failed', 'done');
    expect(notes.at(-1)).toBe('The queue is done: The picture is drawn.');
  });

  it('is not shown to those who look, who did not ask for it, or in a tab that does not draw', () => {
    for (const change of [{ hidden: false }, { notify: false }, { runs: 'elsewhere' }] as const) {
      const { notes, set, state, queue } = bench();
      state.hidden = !('hidden' in change);
      queue.setState(change);
      set('running');
      set('done');
      expect(notes).toEqual([]);
    }
  });

  it('tells why the queue has paused by itself, and not that the person paused it', () => {
    const { notes, set, state, queue } = bench();
    state.hidden = true;
    set('running', 'waiting');
    queue.setState({ paused: true, why: '' });
    queue.setState({ paused: false });
    queue.setState({ paused: true, why: 'The account is empty.' });
    expect(notes).toEqual(['The queue is paused: The account is empty.']);
  });
});

describe('leave for notifications', () => {
  afterEach(async () => {
    vi.unstubAllGlobals();
    await learn('en');
  });

  it.each(['en', 'pseudo'] as const)(
    'is asked for and found in any language, such as %s',
    async (language) => {
      const Notification = { permission: 'default', requestPermission: () => Promise.resolve('granted') };
      vi.stubGlobal('window', { Notification });
      vi.stubGlobal('Notification', Notification);
      await learn(language);
      expect(mayNotify()).toBe(false);
      expect(await askToNotify()).toBe(true);
      Notification.permission = 'granted';
      expect(mayNotify()).toBe(true);
    },
  );

  it('is not to be had where there are none', async () => {
    vi.stubGlobal('window', {});
    expect(mayNotify()).toBe(false);
    expect(await askToNotify()).toBe(false);
  });
});
