/*
 * ComfyUI on the person's own machine: pictures are uploaded, a graph is queued, its history tells when it is done.
 */
import * as v from 'valibot';
import { type HttpAnswer, type HttpCall, jsonOf, postJson } from '../http.ts';
import type {
  Account,
  RemoteBackend,
  RemoteOrder,
  RemotePicture,
  RunState,
  Ticket,
  Upload,
} from '../backend.ts';
import { spokenError, wordsIn } from '../failures.ts';
import { addressText, firstPictures, runName } from '../told.ts';
import { COMFYUI_FACTS } from './comfyui-facts.ts';
import { graphOf, SAVED } from './comfyui-graph.ts';
import { readMessage } from './comfyui-messages.ts';
import { cancel, comfyError, LABEL, lists, originOf, queue, readLists } from './comfyui-server.ts';

function uploads(account: Account, order: RemoteOrder): Upload[] {
  return (['control', 'init', 'mask'] as const).flatMap((of): Upload[] => {
    const pngBase64 = order[of];
    if (pngBase64 === undefined) return [];
    const image = { name: 'image', value: { pngBase64, fileName: `armature-${order.runId}-${of}.png` } };
    const body = [image, { name: 'type', value: 'input' }, { name: 'overwrite', value: 'true' }];
    return [{ of, call: { method: 'POST', url: `${originOf(account)}/upload/image`, headers: {}, body } }];
  });
}

const uploadedSchema = v.object({ name: v.string(), subfolder: v.fallback(v.optional(v.string(), ''), '') });

function readUpload(answer: HttpAnswer): string {
  const parsed = v.safeParse(uploadedSchema, jsonOf(answer));
  if (!parsed.success || answer.status >= 400) throw comfyError(answer);
  const { name, subfolder } = parsed.output;
  return subfolder === '' ? name : `${subfolder}/${name}`;
}

const queuedSchema = v.object({ prompt_id: runName });

function readCreated(answer: HttpAnswer): RunState {
  const parsed = v.safeParse(queuedSchema, jsonOf(answer));
  if (!parsed.success || answer.status >= 400) throw comfyError(answer, refusal(answer));
  return { state: 'waiting', ticket: { id: parsed.output.prompt_id } };
}

const refusalSchema = v.object({
  node_errors: v.record(
    v.string(),
    v.object({
      class_type: v.fallback(v.optional(v.string(), ''), ''),
      errors: v.array(v.object({ message: v.string(), details: v.fallback(v.optional(v.string(), ''), '') })),
    }),
  ),
});

/** Which node refused what; the general message says only that some did. */
function refusal(answer: HttpAnswer): string | undefined {
  const json = jsonOf(answer);
  const parsed = v.safeParse(refusalSchema, json);
  const words = parsed.success
    ? Object.values(parsed.output.node_errors).flatMap(({ class_type, errors }) =>
        errors.map(({ message, details }) => `${class_type}: ${message} (${details})`),
      )
    : [];
  return words.length > 0 ? words.join('; ') : wordsIn(json);
}

const image = v.object({ filename: addressText, subfolder: addressText, type: addressText });
const historySchema = v.record(
  v.string(),
  v.object({
    status: v.fallback(
      v.optional(v.object({ status_str: v.string(), messages: v.fallback(v.array(v.unknown()), []) })),
      undefined,
    ),
    outputs: v.record(v.string(), v.looseObject({ images: v.fallback(v.optional(v.array(image), []), []) })),
  }),
);

function readPolled(answer: HttpAnswer, ticket: Ticket, account: Account): RunState {
  const parsed = v.safeParse(historySchema, jsonOf(answer));
  if (!parsed.success || answer.status >= 400) throw comfyError(answer);
  const run = Object.hasOwn(parsed.output, ticket.id) ? parsed.output[ticket.id] : undefined;
  if (!run) return { state: 'waiting', ticket };
  if (run.status?.status_str === 'error') throw spokenError(LABEL, failureIn(run.status.messages));
  const images = firstPictures(run.outputs[SAVED]?.images ?? []);
  const pictures = images.map(({ filename, subfolder, type }): RemotePicture => {
    const query = Object.entries({ filename, subfolder, type }).map((pair) =>
      pair.map(encodeURIComponent).join('='),
    );
    return { kind: 'link', urls: [`${originOf(account)}/view?${query.join('&')}`] };
  });
  const [first, ...others] = pictures;
  if (!first) throw spokenError(LABEL, 'the run ended without a picture and failed');
  return { state: 'done', pictures: [first, ...others] };
}

const errorMessage = v.tuple([
  v.literal('execution_error'),
  v.looseObject({ exception_message: v.string() }),
]);

function failureIn(messages: readonly unknown[]): string {
  for (const message of messages) {
    const parsed = v.safeParse(errorMessage, message);
    if (parsed.success) return `a node failed: ${parsed.output[1].exception_message.trim()}`;
  }
  return 'the run failed or was interrupted';
}

function poll(account: Account, { id }: Ticket): HttpCall {
  return { method: 'GET', url: `${originOf(account)}/history/${encodeURIComponent(id)}`, headers: {} };
}

/** ComfyUI's API. Progress and previews come over its websocket, which the page listens to beside the polls. */
export const COMFYUI: RemoteBackend = {
  ...COMFYUI_FACTS,
  uploads,
  readUpload,
  create: (account, order) =>
    postJson(`${originOf(account)}/prompt`, {
      client_id: order.runId,
      // Later versions make previews for a run that asks for them, others as they were started.
      extra_data: { preview_method: 'auto' },
      prompt: graphOf(account, order),
    }),
  readCreated,
  poll,
  readPolled,
  queue,
  cancel,
  listen: (account, runId) =>
    `${originOf(account).replace(/^http/i, 'ws')}/ws?clientId=${encodeURIComponent(runId)}`,
  readMessage,
  lists,
  readLists,
};
