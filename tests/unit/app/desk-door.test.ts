import { describe, expect, it, vi } from 'vitest';
import { deskDoor, roomCode, throughDoor } from '../../../app/desk-door.ts';
import { ArmatureError, type Failure } from '../../../core/result/index.ts';
import { words } from '../../../core/words/index.ts';

const NOT_FETCHED = {
  code: 'network',
  message: 'The part did not come.',
  next: 'Check the connection, then try again.',
};

function bench(fetchCode: () => Promise<string>) {
  const said: string[] = [];
  const desk = (greeting: string) => ({
    say: (name: string): void => void said.push(`${greeting} ${name}`),
    refuse: (): Promise<void> => Promise.reject(new Error('refused')),
  });
  const fetches = vi.fn(fetchCode);
  const failures: Failure[] = [];
  const door = deskDoor(roomCode(fetches, words`The part did not come.`), desk);
  const actions = throughDoor(door, ['say', 'refuse'] as const, (failure) => void failures.push(failure));
  return { actions, said, fetches, failures, door };
}

describe('throughDoor', () => {
  it('fetches the desk at the first call, and does what was asked meanwhile in its order', async () => {
    const { actions, said, fetches } = bench(() => Promise.resolve('hello'));
    expect(fetches).not.toHaveBeenCalled();
    actions.say('one');
    actions.say('two');
    await vi.waitFor(() => expect(said).toEqual(['hello one', 'hello two']));
    expect(fetches).toHaveBeenCalledOnce();
  });

  it('acts at once from then on', async () => {
    const { actions, said, door } = bench(() => Promise.resolve('hello'));
    actions.say('one');
    await door();
    await vi.waitFor(() => expect(said).toHaveLength(1));
    actions.say('two');
    expect(said).toEqual(['hello one', 'hello two']);
  });

  it('tells what could not be fetched, and tries again at the next call', async () => {
    const answers = [() => Promise.reject(new TypeError('offline')), () => Promise.resolve('hello')];
    const { actions, said, failures } = bench(() => answers.shift()!());
    actions.say('one');
    await vi.waitFor(() => expect(failures).toMatchObject([NOT_FETCHED]));
    expect(said).toEqual([]);
    actions.say('two');
    await vi.waitFor(() => expect(said).toEqual(['hello two']));
  });

  it('leaves what an action throws to its caller', async () => {
    const { actions, failures } = bench(() => Promise.resolve('hello'));
    await expect(actions.refuse()).rejects.toThrow('refused');
    await expect(actions.refuse()).rejects.toThrow('refused');
    expect(failures).toEqual([]);
  });
});

describe('deskDoor', () => {
  it('gives the same desk to all', async () => {
    const { door, fetches } = bench(() => Promise.resolve('hello'));
    expect(await door()).toBe(await door());
    expect(fetches).toHaveBeenCalledOnce();
  });
});

describe('roomCode', () => {
  it('says which part did not come and what to do, with the cause', async () => {
    const cause = new TypeError('offline');
    const closed = roomCode(() => Promise.reject(cause), words`The part did not come.`);
    await expect(closed()).rejects.toMatchObject({ failure: NOT_FETCHED, cause });
    await expect(closed()).rejects.toBeInstanceOf(ArmatureError);
    const kept = roomCode(() => Promise.reject(cause), words`The part did not come.`, words`Reload.`);
    await expect(kept()).rejects.toMatchObject({ failure: { next: 'Reload.' } });
  });
});
