/*
 * The picture files of a run, from wherever the service put them.
 */
import {
  answerError,
  type HttpAnswer,
  isWholePicture,
  mediaOf,
  type RemoteBackend,
  type RemotePicture,
  textOf,
} from '../../../core/remote/index.ts';
import { ArmatureError, type Failure, failureFrom } from '../../../core/result/index.ts';
import { words } from '../../../core/words/index.ts';
import { bytesFromBase64 } from '../calls/base64.ts';
import { readAnswer } from './relayed.ts';
import type { Pictures, RemoteResult, RemoteRun } from './run.ts';
import { sendPatiently } from './sending.ts';
import { serviceName } from '../words.ts';

/**
 * Fetches the pictures of a run that lie at addresses. One that is broken costs the others nothing.
 *
 * @throws ArmatureError as `startRun` does, where none came
 */
export async function fetchPictures(
  run: RemoteRun,
  pictures: Pictures,
): Promise<Pick<RemoteResult, 'files' | 'missing'>> {
  run.onProgress({ at: 'fetching' });
  const files: Uint8Array[] = [];
  const missing: ArmatureError[] = [];
  for (const picture of pictures) {
    try {
      files.push(await fileOf(run, picture));
    } catch (error) {
      if (!(error instanceof ArmatureError) || error.code === 'cancelled') throw error;
      missing.push(error);
    }
  }
  const [first, ...others] = files;
  if (first) return { files: [first, ...others], missing: missing.map(({ failure }) => failure) };
  throw missing[0] ?? new ArmatureError({ code: 'internal', message: 'A run has at least one picture.' });
}

async function fileOf(run: RemoteRun, picture: RemotePicture): Promise<Uint8Array> {
  const name = serviceName(run.backend);
  if (picture.kind === 'bytes') return whole(picture.bytes, name);
  if (picture.kind === 'base64') return fromBase64(picture.data, name);
  let last: unknown;
  for (const url of picture.urls.map(run.reach ?? ((told) => told))) {
    try {
      const answer = await sendPatiently(run, { method: 'GET', url, headers: {} });
      return readAnswer(run, answer, () => fileIn(answer, name));
    } catch (error) {
      if (failureFrom(error).code === 'cancelled') throw error;
      last = error;
    }
  }
  throw unfetched(run.backend, picture.urls[0], failureFrom(last));
}

/** A link may lead to a picture, or to a text with the picture in base64. */
function fileIn(answer: HttpAnswer, name: string): Uint8Array {
  if (answer.status !== 200) throw answerError(name, answer);
  if (mediaOf(answer).startsWith('image/')) return whole(answer.body, name);
  if (mediaOf(answer) === 'other') return fromBase64(textOf(answer).trim(), name);
  throw answerError(name, answer);
}

function fromBase64(data: string, name: string): Uint8Array {
  let bytes: Uint8Array;
  try {
    bytes = bytesFromBase64(data);
  } catch {
    throw cutOff(name);
  }
  return whole(bytes, name);
}

/** Browsers show what has arrived of a picture that is cut off. */
function whole(bytes: Uint8Array, name: string): Uint8Array {
  if (!isWholePicture(bytes)) throw cutOff(name);
  return bytes;
}

function cutOff(name: string): ArmatureError {
  return new ArmatureError({
    code: 'remote-failed',
    message: words`${name} sent a picture that is cut off, or is none.`,
    next: words`Generate again, or choose another back end.`,
  });
}

function unfetched(backend: RemoteBackend, url: string, { message }: Failure): ArmatureError {
  return new ArmatureError({
    code: 'network',
    message: words`${serviceName(backend)} has drawn the picture, but it cannot be fetched. It lies at ${url.replace(/#.*$/s, '')}, for a new tab.`,
    next: words`Generate again, or choose another back end.`,
    detail: message,
  });
}
