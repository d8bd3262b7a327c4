/*
 * Pictures of a finished run, wherever the service left them.
 */
import {
  answerError,
  type HttpAnswer,
  isWholePicture,
  mediaOf,
  type RemoteBackend,
  type RemotePicture,
  textOf,
} from '../../core/remote/index.ts';
import { ArmatureError, type Failure, failureFrom } from '../../core/result/index.ts';
import { sendPatiently } from './patient-calls.ts';
import type { RemoteResult, RemoteRun } from './run.ts';

/**
 * Fetches them in the order of the batch.
 *
 * @throws ArmatureError `network` where a link does not lead to a picture, `remote-failed` where the picture is cut off
 */
export async function fetchPictures(
  run: RemoteRun,
  [head, ...others]: readonly [RemotePicture, ...RemotePicture[]],
): Promise<RemoteResult['files']> {
  const files: [Uint8Array, ...Uint8Array[]] = [await fileOf(run, head)];
  for (const picture of others) files.push(await fileOf(run, picture));
  return files;
}

async function fileOf(run: RemoteRun, picture: RemotePicture): Promise<Uint8Array> {
  if (picture.kind === 'bytes') return whole(picture.bytes, run.backend);
  if (picture.kind === 'base64') return whole(fromBase64(picture.data, run.backend), run.backend);
  let last: unknown;
  for (const url of picture.urls) {
    try {
      return fileIn(await sendPatiently(run, { method: 'GET', url, headers: {} }), run.backend);
    } catch (error) {
      if (failureFrom(error).code === 'cancelled') throw error;
      last = error;
    }
  }
  throw unfetched(run.backend, picture.urls[0], failureFrom(last));
}

/** A link may lead to a picture, or to a text with the picture in base64. */
function fileIn(answer: HttpAnswer, backend: RemoteBackend): Uint8Array {
  if (answer.status !== 200) throw answerError(backend.label, answer);
  if (mediaOf(answer).startsWith('image/')) return whole(answer.body, backend);
  if (mediaOf(answer) === 'other') return whole(fromBase64(textOf(answer).trim(), backend), backend);
  throw answerError(backend.label, answer);
}

function whole(file: Uint8Array, backend: RemoteBackend): Uint8Array {
  if (isWholePicture(file)) return file;
  throw cutOff(backend);
}

function fromBase64(data: string, backend: RemoteBackend): Uint8Array {
  try {
    return Uint8Array.from(atob(data.replace(/^data:[^,]*,/, '')), (character) => character.charCodeAt(0));
  } catch {
    throw cutOff(backend);
  }
}

function cutOff({ label, kind }: RemoteBackend): ArmatureError {
  return new ArmatureError({
    code: 'remote-failed',
    message: `${label} sent a picture that is cut off.`,
    next:
      kind === 'paid'
        ? 'It may have been billed: look at your account there before you generate again.'
        : 'Generate again, or choose another back end.',
  });
}

function unfetched({ label }: RemoteBackend, url: string, { message }: Failure): ArmatureError {
  return new ArmatureError({
    code: 'network',
    message: `${label} has drawn the picture, but it cannot be fetched from ${new URL(url).host}.`,
    next: `Open it in a new tab, or press "Fetch again": ${url}`,
    detail: message,
  });
}
