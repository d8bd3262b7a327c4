/*
 * The page as the pose editor of an older host: A1111's ControlNet extension, or a ComfyUI node.
 */
import { olderReply, type OlderMessage } from '../../core/embed/index.ts';
import { openPoseJsonFrom } from '../../core/pose/index.ts';
import { type Failure, failureFrom, makeFailure } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import { base64From, bytesFromBase64 } from '../remote/calls/base64.ts';
import type { Services } from '../services.ts';
import { poseFrom } from './pose-from.ts';

/** What serving an older host needs. */
export interface OlderHostParts {
  readonly services: Services;
  /** Did the address say what is shown? Older hosts want an editor, and nothing else. */
  readonly panelsChosen: boolean;
  /** Sends to the page around. */
  readonly post: (message: unknown, origin: string) => void;
}

/** A host can send as many bad messages as it likes: the last of them are told. */
const MOST_TOLD = 3;

const DATA_ADDRESS = /^data:([\w+.-]+\/[\w+.-]+)?(?:;[\w=.-]+)*;base64,/;

/** Makes what takes the messages of an older host. */
export function createOlderHost({ services, panelsChosen, post }: OlderHostParts) {
  const { stores, actions } = services;
  const tell = (failure: Failure): void =>
    stores.intake.setState(({ failures }) => ({ failures: [...failures, failure].slice(-MOST_TOLD) }));
  // What is changed after it was sent is not sent yet.
  stores.figure.subscribe((now, before) => {
    if (now.pose !== before.pose) stores.embed.setState({ sent: false });
  });

  return (message: OlderMessage, origin: string): void => {
    const { modalId, imageURL } = message;
    if (!panelsChosen) stores.embed.setState({ panels: ['editor'] });
    stores.embed.setState({
      sent: false,
      send() {
        if (origin === 'null') {
          tell(NO_ADDRESS);
          return;
        }
        const pose = openPoseJsonFrom(stores.figure.getState().pose);
        post(olderReply(modalId, pose, base64From), origin);
        stores.embed.setState({ sent: true });
      },
    });
    try {
      const text = poseTextOf(message);
      if (text !== undefined) {
        actions.figure.replacePose(poseFrom(text, stores.figure.getState().pose).pose);
      }
    } catch (error) {
      tell(failureFrom(error, 'bad-pose'));
    }
    if (imageURL) void layBelow(imageURL);
  };

  /** The older editors show the picture below the skeleton, fitted, and hold it there. */
  async function layBelow(address: string): Promise<void> {
    const [prefix, type = ''] = DATA_ADDRESS.exec(address) ?? [];
    if (prefix === undefined) {
      tell(NO_PICTURE);
      return;
    }
    try {
      await actions.reference.openImage(new Blob([bytesFromBase64(address)], { type }));
      actions.reference.place({ fit: 'contain', visible: true, locked: true });
    } catch (error) {
      tell(failureFrom(error, 'bad-image'));
    }
  }
}

/** @throws DOMException where the address holds no base64 */
function poseTextOf({ poseURL, poses }: OlderMessage): string | undefined {
  if (poseURL && DATA_ADDRESS.test(poseURL)) return new TextDecoder().decode(bytesFromBase64(poseURL));
  const first: unknown = Array.isArray(poses) ? poses[0] : poses;
  return first === undefined || first === null ? undefined : JSON.stringify(first);
}

const NO_ADDRESS = makeFailure({
  code: 'bad-request',
  message: words`The page around has no origin that the pose could be sent to.`,
  next: words`Open that page from a server instead of a file, or export the pose here.`,
});

const NO_PICTURE = makeFailure({
  code: 'bad-image',
  message: words`The page around sent the address of a picture, which is not fetched from here.`,
  next: words`Have it send the picture itself, as a data address.`,
});
