/*
 * Who is let in: the page around, if it may embed this one, and then that origin alone. What it says is checked; what it
 * is answered goes over its port, or to its origin by name, and never to whoever may listen.
 */
import {
  allowsHost,
  EMBED_VERSION,
  readConnect,
  readOlderMessage,
  type OlderMessage,
} from '../../core/embed/index.ts';
import { type Failure, makeFailure } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';

/** What a door needs. */
export interface DoorParts {
  /** Who may embed the page, as `frame-ancestors` has it. */
  readonly rules: readonly string[];
  /** Origin of this page. */
  readonly own: string;
  /** A host has come; all further messages go over its port. With a reason why it is not let in, it is to hear that alone. */
  onHost(port: MessagePort, refusal: Failure | undefined): void;
  /** An older host has sent something. */
  onOlder(message: OlderMessage, origin: string): void;
}

/** Makes what takes the messages of the page around. The first origin that is let in is the only one from then on. */
export function createDoor({ rules, own, onHost, onOlder }: DoorParts) {
  let pinned: string | undefined;

  function refusalOf(origin: string, version = EMBED_VERSION): Failure | undefined {
    if (!allowsHost(rules, origin, own)) return notAllowed(origin);
    if (version !== EMBED_VERSION) return otherVersion(version);
    if (pinned !== undefined && pinned !== origin) return notAllowed(origin);
    pinned = origin;
    return undefined;
  }

  return ({
    data,
    origin,
    ports: [port],
  }: Pick<MessageEvent<unknown>, 'data' | 'origin' | 'ports'>): void => {
    const connect = readConnect(data);
    if (connect && port) {
      onHost(port, refusalOf(origin, connect.version));
      return;
    }
    const older = readOlderMessage(data);
    if (older && !refusalOf(origin)) onOlder(older, origin);
  };
}

function notAllowed(origin: string): Failure {
  return makeFailure({
    code: 'bad-request',
    message: words`This Armature is not to be embedded by ${origin}.`,
    next: words`Ask its owner to add this origin to ARMATURE_FRAME_ANCESTORS.`,
  });
}

function otherVersion(version: number): Failure {
  return makeFailure({
    code: 'protocol',
    message: words`The page speaks version ${EMBED_VERSION} of the embedding messages, and its host version ${version}.`,
    next: words`Take armature.js from the same place as the page.`,
  });
}
