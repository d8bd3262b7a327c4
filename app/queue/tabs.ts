/*
 * What open tabs tell each other of the queue.
 */
import * as v from 'valibot';

const messageSchema = v.variant('kind', [
  /** Entries have come, changed or gone. */
  v.object({ kind: v.literal('changed'), ids: v.array(v.string()) }),
  v.object({ kind: v.literal('switched'), paused: v.boolean(), why: v.string(), notify: v.boolean() }),
  /** The tab that draws is to stop drawing this one. */
  v.object({ kind: v.literal('cancel'), id: v.string() }),
]);

/** A message from tab to tab. */
export type QueueMessage = v.InferOutput<typeof messageSchema>;

/** The line between tabs. */
export interface QueueTabs {
  tell(message: QueueMessage): void;
  /** Hears the other tabs, not itself. */
  hear(listener: (message: QueueMessage) => void): void;
}

/** Opens the line. */
export function openQueueTabs(): QueueTabs {
  const channel = new BroadcastChannel('armature.queue');
  return {
    tell: (message) => channel.postMessage(message),
    hear: (listener) =>
      channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        // A tab with another version of the page may tell something else.
        const parsed = v.safeParse(messageSchema, data);
        if (parsed.success) listener(parsed.output);
      }),
  };
}

/** A page that has no others beside it. */
export const noTabs: QueueTabs = { tell: () => undefined, hear: () => undefined };
