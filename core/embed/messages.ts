/*
 * What the page and whoever embeds it say to each other. The host's part of the code reads these schemas, too, and has
 * little room: this file uses nothing but valibot.
 *
 * The host posts a `connect` message with a port to the page's origin. All else goes over that port, which nobody else
 * has: calls of the host, each with its answer, and events of the page.
 */
import * as v from 'valibot';
import type { Failure } from '../result/index.ts';

/** Version of these messages; the page speaks this one alone. */
export const EMBED_VERSION = 1;

/** Type of the message with which a host begins. It comes with a port. */
export const EMBED_CONNECT = 'armature:connect';

const connectSchema = v.object({ type: v.literal(EMBED_CONNECT), version: v.number() });

/** The first message of a host. */
export type EmbedConnect = v.InferOutput<typeof connectSchema>;

/** Reads a host's first message; undefined where it is something else. */
export function readConnect(data: unknown): EmbedConnect | undefined {
  const { success, output } = v.safeParse(connectSchema, data);
  return success ? output : undefined;
}

const failureSchema = v.object({
  code: v.string() as v.GenericSchema<string, Failure['code']>,
  message: v.string(),
  next: v.exactOptional(v.string()),
  detail: v.exactOptional(v.string()),
});

/** What comes of a call: a value, or why there is none. */
export const answerSchema = v.object({
  failure: v.exactOptional(failureSchema),
}) as v.GenericSchema<EmbedAnswer>;

/** One of {@link answerSchema}. */
export interface EmbedAnswer {
  readonly value?: unknown;
  readonly failure?: Failure;
}

/** The name that the host gave to its run; absent for runs that the person started. */
const trackId = v.exactOptional(v.string());
const number = v.exactOptional(v.number());
const fields: v.GenericSchema<object> = v.object({});

const people: v.GenericSchema<readonly object[]> = v.array(v.object({}));

/** A pose as OpenPose JSON, as far as a message is checked. */
export const poseMessage = v.object({
  people,
  canvas_width: v.number(),
  canvas_height: v.number(),
});

/** Finished pictures. */
export const resultMessage = v.object({
  trackId,
  seed: v.number(),
  /** PNG files. */
  images: v.array(v.instance(Uint8Array<ArrayBuffer>)),
  /** What the safety checker said of each; absent where nobody asked it. */
  safety: v.exactOptional(v.array(v.string() as v.GenericSchema<string, 'clear' | 'flagged' | 'unchecked'>)),
  parameters: fields,
  /** Absent where it did not count. */
  pose: v.exactOptional(poseMessage),
  model: v.string(),
  drawnBy: v.string(),
  milliseconds: v.number(),
});

/** People that were found. */
export const detectedMessage = v.object({
  people: v.number(),
  pose: poseMessage,
  /** What there is to know of the picture, in sentences. Pages of earlier versions do not tell it. */
  notes: v.exactOptional(v.array(v.string())),
});

/** Events of the page, by name. */
export const EMBED_EVENTS = {
  pose: poseMessage,
  parameters: fields,
  progress: v.object({
    trackId,
    stage: v.string(),
    words: v.exactOptional(v.string()),
    share: number,
    step: number,
    steps: number,
    picture: number,
    pictures: number,
    remainingMs: number,
    preview: v.exactOptional(
      v.object({
        width: v.number(),
        height: v.number(),
        data: v.instance(Uint8ClampedArray<ArrayBuffer>),
      }),
    ),
  }),
  result: resultMessage,
  failure: v.object({ trackId, failure: failureSchema }),
} as const;

/** Name of an event. */
export type EmbedEventName = keyof typeof EMBED_EVENTS;

/** What an event tells. */
export type EmbedEvent<Name extends EmbedEventName> = v.InferOutput<(typeof EMBED_EVENTS)[Name]>;
