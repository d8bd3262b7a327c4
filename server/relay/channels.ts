/*
 * From the provider's webhook to the page that waits: one channel for each run, by a name that cannot be guessed, open to
 * the visitor who started the run, gone after a while.
 */
import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { isPictureAddress } from './pictures.ts';

/** How a run ended. */
export type RunEnd =
  | {
      readonly status: 'success';
      readonly id: string;
      readonly output: readonly string[];
      readonly seed?: number;
    }
  | { readonly status: 'failed'; readonly id: string; readonly message: string };

/** The runs that are waited for. */
export interface Channels {
  /** Opens a channel and returns its name. */
  open(visitor: string): string;
  /** Takes in the end of a run; false if nobody waits for it. A second one changes nothing. */
  deliver(trackId: string, end: RunEnd): boolean;
  /** Listens to a channel; undefined where this visitor has none of that name, or listens too often. */
  listen(trackId: string, visitor: string): Listening | undefined;
}

/** One who listens. */
export interface Listening {
  /** The end of the run, or undefined when the channel's time is over. */
  readonly end: Promise<RunEnd | undefined>;
  /** Makes room for another. */
  readonly leave: () => void;
}

interface Channel {
  readonly visitor: string;
  readonly end: Promise<RunEnd | undefined>;
  readonly settle: (end: RunEnd | undefined) => void;
  listeners: number;
}

/** Channels at once; of more, the oldest are closed. */
const MOST_CHANNELS = 1000;
/** A page reconnects, or is open twice. */
const MOST_LISTENERS = 4;

/**
 * Makes the channels.
 *
 * @param lifeMs - how long one lives
 */
export function createChannels(lifeMs: number): Channels {
  const channels = new Map<string, Channel>();
  const close = (trackId: string): void => {
    channels.get(trackId)?.settle(undefined);
    channels.delete(trackId);
  };
  return {
    open(visitor) {
      const trackId = randomBytes(24).toString('base64url');
      channels.set(trackId, newChannel(visitor));
      setTimeout(() => close(trackId), lifeMs).unref();
      const [oldest] = channels.keys();
      if (channels.size > MOST_CHANNELS && oldest !== undefined) close(oldest);
      return trackId;
    },
    deliver(trackId, end) {
      const channel = channels.get(trackId);
      channel?.settle(end);
      return channel !== undefined;
    },
    listen(trackId, visitor) {
      const channel = channels.get(trackId);
      if (channel?.visitor !== visitor || channel.listeners >= MOST_LISTENERS) return undefined;
      channel.listeners += 1;
      return { end: channel.end, leave: () => void (channel.listeners -= 1) };
    },
  };
}

function newChannel(visitor: string): Channel {
  let settle: Channel['settle'] = () => undefined;
  const end = new Promise<RunEnd | undefined>((resolve) => (settle = resolve));
  return { visitor, end, settle, listeners: 0 };
}

const id = v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.regex(/^[\w-]{1,80}$/));
const trackId = v.pipe(v.string(), v.regex(/^[\w-]{1,80}$/));

/** The body of a webhook. Of a success, the addresses of pictures are taken; other addresses are left out. */
export const webhookBody = v.variant('status', [
  v.object({
    status: v.literal('success'),
    id,
    track_id: trackId,
    output: v.pipe(
      v.array(v.string()),
      v.maxLength(8),
      v.transform((addresses) => addresses.filter(isPictureAddress)),
    ),
    meta: v.fallback(v.optional(v.object({ seed: v.optional(v.number()) })), undefined),
  }),
  v.object({
    status: v.picklist(['failed', 'error']),
    id,
    track_id: trackId,
    message: v.pipe(
      v.fallback(v.string(), ''),
      v.transform((words) => words.slice(0, 300)),
    ),
  }),
]);

/** The end of a run that a webhook tells. */
export function endOf(body: v.InferOutput<typeof webhookBody>): RunEnd {
  if (body.status !== 'success') return { status: 'failed', id: body.id, message: body.message };
  const { id: runId, output, meta } = body;
  return { status: 'success', id: runId, output, ...(meta?.seed !== undefined && { seed: meta.seed }) };
}
