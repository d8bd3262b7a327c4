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
 * @param patience - milliseconds
 * @throws ArmatureFailure where no page answers, or it lets nobody in
 */
export async function openLine(
  frame: HTMLIFrameElement,
  origin: string,
  tell: (name: unknown, event: unknown) => void,
  patience: number,
): Promise<PageLine> {
  const { port1: port, port2 } = new MessageChannel();
  const greeted = greeting(port, origin, patience);
  const hello: EmbedConnect = { type: EMBED_CONNECT, version: EMBED_VERSION };
  frame.contentWindow?.postMessage(hello, origin, [port2]);
  await greeted;
  const connection = connect<PageMethods>({
    messenger: new PortMessenger({ port }),
    methods: { tell },
    timeout: patience,
  });
  const page = await connection.promise.catch(() => {
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
      return valueOf(answer);
    },
    close: connection.destroy,
  };
}

function greeting(port: MessagePort, origin: string, patience: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(silence(origin)), patience);
    port.onmessage = ({ data }) => {
      clearTimeout(timer);
      port.onmessage = null;
      try {
        valueOf(data);
        resolve();
      } catch (error) {
        reject(error as ArmatureFailure);
      }
    };
  });
}

function valueOf(data: unknown): unknown {
  const { success, output: answer } = v.safeParse(answerSchema, data);
  if (!success) throw misunderstood();
  if (!answer.ok) throw new ArmatureFailure(answer.failure);
  return answer.value;
}

/** What an answer is that passes no schema. */
export function misunderstood(): ArmatureFailure {
  return new ArmatureFailure({
    code: 'protocol',
    message: 'The page answered something that cannot be understood.',
    next: 'Take armature.js from the same place as the page.',
  });
}

/** Functions and elements, for example, cannot be sent. */
function unsent(error: unknown): ArmatureFailure {
  return new ArmatureFailure({ code: 'bad-request', message: `It could not be sent: ${String(error)}` });
}

function silence(origin: string): ArmatureFailure {
  return new ArmatureFailure({
    code: 'network',
    message: `No Armature answered at ${origin}.`,
    next: 'Check the address, and that its owner allows this page to frame it.',
  });
}

/** What calls get whose frame was taken away, or loaded anew. */
export function gone(): ArmatureFailure {
  return new ArmatureFailure({ code: 'cancelled', message: 'The frame is gone or was loaded anew.' });
}
