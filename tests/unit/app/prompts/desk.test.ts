import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createPromptDesk } from '../../../../app/prompts/desk.ts';
import { OWN_STYLES } from '../../../../app/prompts/own/styles.ts';
import { BUILT_IN_WILDCARDS } from '../../../../app/prompts/own/wildcards.ts';
import { createPromptShelf, type PromptShelf } from '../../../../app/prompts/shelf.ts';
import { createPromptsStore, itemsOf } from '../../../../app/prompts/store.ts';
import { hasWildcards, isWildcardName } from '../../../../core/prompt/index.ts';
import { ArmatureError } from '../../../../core/result/index.ts';

let ids = 0;

function setUp(shelf: PromptShelf = createPromptShelf()) {
  const desk = createPromptDesk({
    ...{ prompts: createPromptsStore(), shelf, now: () => 1000 + ids },
    count: () => Promise.resolve([]),
    expand: () => Promise.resolve({ text: '', ended: true }),
    newId: () => `id-${++ids}`,
  });
  const names = () => desk.store.getState().items.map(({ item }) => item.name);
  return { desk, names, state: () => desk.store.getState() };
}

const oil = { kind: 'style', name: 'Oil', prompt: 'oil painting', negativePrompt: '' } as const;
const colours = { kind: 'wildcard', name: 'Colour', lines: ['mauve'] } as const;

describe('the desk of prompts', () => {
  beforeEach(() => {
    vi.stubGlobal('indexedDB', new IDBFactory());
  });

  it('keeps what is saved, and finds it after a reload', async () => {
    const first = setUp();
    await first.desk.save(oil);
    await first.desk.save({ kind: 'prompt', name: 'Mine', prompt: 'a cat', negativePrompt: 'dog' });
    expect(first.state().items.every(({ kept }) => kept)).toBe(true);
    const second = setUp();
    await second.desk.refresh();
    expect(second.names()).toEqual(['Mine', 'Oil']);
    expect(itemsOf(second.state().items, 'style')).toMatchObject([oil]);
  });

  it('changes what has the id, and forgets nothing of a deletion until it is undone or not', async () => {
    const { desk, names, state } = setUp();
    await desk.save(oil);
    const item = state().items[0]?.item;
    if (!item) throw new Error('Nothing was saved.');
    await desk.save({ ...oil, name: 'Oils' }, item.id);
    expect(names()).toEqual(['Oils']);
    await desk.remove(item);
    expect(names()).toEqual([]);
    await desk.undoRemove();
    expect(names()).toEqual(['Oil']);
    const later = setUp();
    await later.desk.refresh();
    expect(later.names()).toEqual(['Oil']);
  });

  it('adds what files give under free names, and nothing twice', async () => {
    const { desk, names, state } = setUp();
    await desk.save(oil);
    await desk.add({ items: [oil, { ...oil, prompt: 'thick oil' }], problems: ['x.csv, line 3: no.'] });
    expect(names()).toEqual(['Oil 2', 'Oil']);
    expect(state()).toMatchObject({ note: 'One is added.', problems: ['x.csv, line 3: no.'] });
  });

  it('shows for the visit what cannot be kept, says so, and keeps it when it can', async () => {
    const full = new ArmatureError({ code: 'storage-full', message: 'Full.' });
    const shelf = createPromptShelf();
    const put = vi.spyOn(shelf, 'put').mockRejectedValueOnce(full);
    const { desk, names, state } = setUp(shelf);
    await desk.save(oil);
    expect(names()).toEqual(['Oil']);
    expect(state().unkept?.message).toBe('Full.');
    await desk.refresh();
    expect(put).toHaveBeenCalledTimes(2);
    expect(state().unkept).toBeUndefined();
    expect(state().items.every(({ kept }) => kept)).toBe(true);
  });

  it('fills wildcards from its own lists, and from those of the person first', async () => {
    const { desk } = setUp();
    const ours = await desk.bringLists();
    expect(BUILT_IN_WILDCARDS[0]?.lines).toContain(ours('__colour__', 1, 0));
    await desk.save(colours);
    const theirs = await desk.bringLists();
    expect(theirs('a __COLOUR__ cat', 1, 0)).toBe('a mauve cat');
  });

  it('has fine things of its own', () => {
    expect(new Set(OWN_STYLES.map(({ name }) => name)).size).toBe(OWN_STYLES.length);
    for (const { prompt } of OWN_STYLES) expect(prompt).toContain('{prompt}');
    for (const { name, lines } of BUILT_IN_WILDCARDS) {
      expect(isWildcardName(name)).toBe(true);
      expect(new Set(lines).size).toBe(lines.length);
      expect(lines.some(hasWildcards)).toBe(false);
    }
  });
});
