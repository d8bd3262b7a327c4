/*
 * The messages of the older pose editors in frames, which A1111's ControlNet extension and ComfyUI nodes speak: the
 * editor says that it is ready, is given a pose or a picture under the id of a dialog, and gives the pose back under it.
 * Seen in huchenlei/sd-webui-openpose-editor.
 */
import * as v from 'valibot';
import type { OpenPoseJson } from '../pose/index.ts';

/** What an older host sends. */
const olderSchema = v.looseObject({
  /** Of the dialog around the frame; ComfyUI's is 0. */
  modalId: v.union([v.pipe(v.string(), v.maxLength(200)), v.number()]),
  /** A data address to pose by. */
  imageURL: v.nullish(v.string()),
  /** A data address of JSON; counts before `poses`. */
  poseURL: v.nullish(v.string()),
  /** A pose document, or a list of which the first counts. */
  poses: v.optional(v.unknown()),
});

/** A pose or a picture from an older host. */
export type OlderMessage = v.InferOutput<typeof olderSchema>;

/** Reads a message of an older host; undefined where it is something else. */
export function readOlderMessage(data: unknown): OlderMessage | undefined {
  const { success, output } = v.safeParse(olderSchema, data);
  return success ? output : undefined;
}

/** What the page says to an older host when it is up. */
export const OLDER_READY = { ready: true } as const;

/** What an older host gets back. */
export interface OlderReply {
  readonly modalId: string | number;
  /** The pose as a data address. */
  readonly poseURL: string;
  readonly poses: OpenPoseJson;
}

/**
 * Makes the reply to a message.
 *
 * @param toBase64 - of the bytes of a text
 */
export function olderReply(
  modalId: OlderMessage['modalId'],
  pose: OpenPoseJson,
  toBase64: (bytes: Uint8Array) => string,
): OlderReply {
  // Its readers look for animals without asking whether there are any.
  const poses = { animals: [], ...pose };
  const bytes = new TextEncoder().encode(JSON.stringify(poses));
  return { modalId, poseURL: `data:application/json;base64,${toBase64(bytes)}`, poses };
}
