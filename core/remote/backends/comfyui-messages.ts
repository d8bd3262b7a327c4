/*
 * ComfyUI's websocket: JSON in text, previews in bytes. It tells the runs of one client to that client, and the length of
 * its queue to everybody.
 */
import * as v from 'valibot';
import type { RemoteMessage } from '../backend.ts';
import { amount } from '../told.ts';
import { SAMPLED } from './comfyui-graph.ts';

const statusSchema = v.object({
  type: v.literal('status'),
  data: v.object({
    status: v.object({ exec_info: v.object({ queue_remaining: v.pipe(amount, v.safeInteger()) }) }),
  }),
});
const progressSchema = v.object({
  type: v.literal('progress'),
  data: v.object({
    value: amount,
    max: v.pipe(amount, v.minValue(1)),
    /** Absent in early versions. */
    node: v.fallback(v.nullish(v.string()), undefined),
  }),
});
/** No node at work is the end of a run, after the history has it. */
const executingSchema = v.object({ type: v.literal('executing'), data: v.object({ node: v.null() }) });
const endSchema = v.object({
  type: v.picklist(['execution_success', 'execution_error', 'execution_interrupted']),
});
const messageSchema = v.union([statusSchema, progressSchema, executingSchema, endSchema]);

/** Reads one message; undefined for those that say nothing of the run's progress, and for what is none. */
export function readMessage(data: string | Uint8Array): RemoteMessage | undefined {
  if (typeof data !== 'string') return previewIn(data);
  const parsed = v.safeParse(messageSchema, parsedJson(data));
  return parsed.success ? meaningOf(parsed.output) : undefined;
}

function meaningOf(message: v.InferOutput<typeof messageSchema>): RemoteMessage | undefined {
  switch (message.type) {
    case 'status':
      return { kind: 'queue', remaining: message.data.status.exec_info.queue_remaining };
    case 'progress': {
      const { node, value, max } = message.data;
      // The decoder counts its tiles in the same message.
      if (node !== undefined && node !== null && node !== SAMPLED) return undefined;
      return { kind: 'progress', share: Math.min(Math.max(value / max, 0), 1) };
    }
    default:
      return { kind: 'finished' };
  }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const PREVIEW_EVENT = 1;
const TYPES: Readonly<Record<number, 'image/jpeg' | 'image/png'>> = { 1: 'image/jpeg', 2: 'image/png' };
const HEAD_BYTES = 8;

/** Two big-endian words, the event and the type of picture, then the file. */
function previewIn(data: Uint8Array): RemoteMessage | undefined {
  if (data.length <= HEAD_BYTES) return undefined;
  const head = new DataView(data.buffer, data.byteOffset, HEAD_BYTES);
  const type = TYPES[head.getUint32(4)];
  if (head.getUint32(0) !== PREVIEW_EVENT || type === undefined) return undefined;
  return { kind: 'preview', type, bytes: data.subarray(HEAD_BYTES) };
}
