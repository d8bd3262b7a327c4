/* The list of the queue as it is first shown. */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { QueueDesk } from '../../../app/queue/desk.ts';
import { QueueList } from '../../../app/queue/room/QueueList.tsx';
import { type Services, ServicesProvider } from '../../../app/services.ts';
import { createModelsStore } from '../../../app/state/models.ts';
import { createQueueStore, type QueueEntry } from '../../../app/state/queue.ts';
import { queueEntry } from '../../drivers/queue-entries.ts';
import { model } from '../app/generate-set-up.ts';

const LIBRARY = { models: [model], addons: [], detectors: [], upscalers: [] };

/** What the list shows first. */
function shown(entries: readonly QueueEntry[]): string {
  const queue = createQueueStore();
  queue.setState({ entries });
  const models = createModelsStore({ version: 2, hub: 'https://hub/', ...LIBRARY });
  const value = { stores: { queue, models }, actions: {} } as unknown as Services;
  // A server has no store to read but the first one.
  queue.getInitialState = queue.getState;
  const list = createElement(QueueList, { desk: {} as QueueDesk, onBatch: () => undefined });
  return renderToStaticMarkup(createElement(ServicesProvider, { value }, list));
}

const many = (count: number, part: Partial<QueueEntry>): QueueEntry[] => {
  const first = queueEntry('first', part);
  return Array.from({ length: count }, (_, order) => ({
    ...first,
    id: `${first.course.status} ${order}`,
    order,
  }));
};

const button = (markup: string, words: string): string =>
  markup.match(/<button.*?<\/button>/g)?.find((one) => one.includes(words)) ?? '';

describe('the list of the queue', () => {
  it('shows two hundred of each part, and offers the rest', () => {
    const markup = shown([
      ...many(5, { course: { status: 'done', totalMs: 1 } }),
      ...many(450, { course: { status: 'waiting' } }),
    ]);
    expect(markup.match(/queue-entry"/g)).toHaveLength(205);
    expect(markup).toContain('Waiting (450)');
    expect(markup.match(/Show \d+ more/g)).toEqual(['Show 200 more']);
  });

  it('offers what there is to do with all', () => {
    const waiting = shown(many(2, { course: { status: 'waiting' } }));
    expect(button(waiting, 'Remove all waiting')).not.toContain('disabled');
    expect(button(waiting, 'Clear finished')).toContain('disabled');
    expect(button(waiting, 'Run failed again')).toBe('');
    const failed = shown(
      many(2, { course: { status: 'failed', failure: { code: 'bad-output', message: 'It was black.' } } }),
    );
    expect(button(failed, 'Remove all waiting')).toContain('disabled');
    expect(button(failed, 'Run failed again')).not.toBe('');
  });
});
