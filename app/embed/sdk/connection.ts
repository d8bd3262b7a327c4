/*
 * The way to the page in the frame: a port that was handed to the page's origin and to nobody else.
 */
import { connect, PenpalError, PortMessenger } from 'penpal';
import * as v from 'valibot';
import {
  answerSchema,
  EMBED_CONNECT,
  EMBED_VERSION,
  type EmbedCallName,
  type EmbedConnect,
} from '../../../core/embed/index.ts';
import { ArmatureFailure } from './failure.ts';

/** What the page lets its host call. What it answers is checked. */
type PageMethods = Record<EmbedCallName, (input?: unknown) => unknown>;

/** A page that lets its host in. */
export interface PageLine {
  /** @throws ArmatureFailure with the page's failure, or where the frame is gone */
  call(name: EmbedCallName, input?: unknown): Promise<unknown>;
  close(): void;
}

/**
 * Shakes hands with the page.
 *
 * @param origin - where the page must be from
 * @param tell - takes the page's events, unchecked
 * @param timeout - milliseconds
 * @throws ArmatureFailure where no page answers
 */
export async function openLine(
  frame: HTMLIFrameElement,
  origin: string,
  tell: (name: unknown, event: unknown) => void,
  timeout: number,
): Promise<PageLine> {
  const { port1: port, port2 } = new MessageChannel();
  const messenger = new PortMessenger({ port });
  const { promise, destroy } = connect<PageMethods>({ messenger, methods: { tell }, timeout });
  const hello: EmbedConnect = { type: EMBED_CONNECT, version: EMBED_VERSION };
  frame.contentWindow?.postMessage(hello, origin, [port2]);
  const page = await promise.catch(() => {
    throw silence(origin);
  });
  return {
    async call(name, input) {
      let answer: unknown;
      try {
        answer = await page[name](input);
      } catch (error) {
        throw error instanceof PenpalError && error.code === 'CONNECTION_DESTROYED' ? gone() : unsent(error);
      }
      if (!v.is(answerSchema, answer)) throw misunderstood();
      if (answer.failure) throw new ArmatureFailure(answer.failure);
      return answer.value;
    },
    close: destroy,
  };
}

/** What an answer is that passes no schema. */
export function misunderstood(): ArmatureFailure {
  return new ArmatureFailure({
    code: 'protocol',
    message: 'The page and armature.js are of different versions.',
  });
}

/** Functions and elements, for example, cannot be sent. */
function unsent(error: unknown): ArmatureFailure {
  return new ArmatureFailure({ code: 'bad-request', message: `It could not be sent: ${String(error)}` });
}

/** What it comes to where no page answers. */
export function silence(origin: string): ArmatureFailure {
  return new ArmatureFailure({
    code: 'network',
    message: `No Armature answers at ${origin}, or it may not be framed here.`,
  });
}

/** What calls get whose frame was taken away, or loaded anew. */
export function gone(): ArmatureFailure {
  return new ArmatureFailure({ code: 'cancelled', message: 'The frame is gone.' });
}
