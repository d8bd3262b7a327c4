import type { FailureCode } from '../../core/result/index.ts';
import { type Words, words } from '../../core/words/index.ts';

/** How the page speaks of a kind of failure. */
export interface FailureWords {
  readonly title: Words;
  /** What to do, where the failure itself does not say. */
  readonly next: Words;
  /** Can the same request be tried again as it is? */
  readonly retry: boolean;
}

/** Words for every code. The message of the failure itself says what happened in this case. */
export const FAILURE_WORDS: Readonly<Record<FailureCode, FailureWords>> = {
  'bad-request': {
    title: words`These settings do not work`,
    next: words`Change the setting named above.`,
    retry: false,
  },
  'bad-pose': {
    title: words`The pose could not be read`,
    next: words`Check the file and open it again.`,
    retry: false,
  },
  'bad-image': { title: words`The picture could not be read`, next: words`Choose a PNG file.`, retry: false },
  camera: { title: words`No camera`, next: words`Connect a camera, or open a picture file.`, retry: true },
  'bad-weights': {
    title: words`The model is damaged`,
    next: words`Reload the page to fetch it again.`,
    retry: true,
  },
  'bad-config': { title: words`The model does not fit`, next: words`Choose another model.`, retry: false },
  'bad-tokenizer': {
    title: words`The model is incomplete`,
    next: words`Reload the page to fetch it again.`,
    retry: true,
  },
  'file-missing': {
    title: words`A file of the model is missing`,
    next: words`Reload the page.`,
    retry: true,
  },
  'unsupported-model': {
    title: words`This model does not run here`,
    next: words`Choose a model of the Stable Diffusion 1.x family.`,
    retry: false,
  },
  'storage-full': {
    title: words`Not enough room for the model`,
    next: words`Remove a stored model or free space on this device.`,
    retry: true,
  },
  storage: {
    title: words`The browser did not keep the file`,
    next: words`Reload the page and try again.`,
    retry: true,
  },
  network: {
    title: words`The connection failed`,
    next: words`Check the connection, then try again.`,
    retry: true,
  },
  'bad-key': {
    title: words`The key was not accepted`,
    next: words`Check the key of the service.`,
    retry: false,
  },
  'no-credit': {
    title: words`No credit left`,
    next: words`Add credit, or choose another back end.`,
    retry: false,
  },
  'rate-limited': {
    title: words`The service is busy`,
    next: words`Wait a little, then try again.`,
    retry: true,
  },
  'remote-failed': {
    title: words`The service failed`,
    next: words`Try again later, or choose another back end.`,
    retry: true,
  },
  'unsupported-backend': {
    title: words`The GPU cannot be used here`,
    next: words`Set the backend to automatic.`,
    retry: false,
  },
  'adapter-lost': {
    title: words`The GPU went away`,
    next: words`Try again, or switch to the CPU.`,
    retry: true,
  },
  'out-of-memory': {
    title: words`Not enough memory`,
    next: words`Choose a smaller picture or close other tabs, then try again.`,
    retry: true,
  },
  'session-failed': {
    title: words`The model could not run`,
    next: words`Switch the backend, then try again.`,
    retry: true,
  },
  'bad-output': { title: words`No usable picture came out`, next: words`Try another seed.`, retry: true },
  cancelled: { title: words`Cancelled`, next: words`Press Generate to start again.`, retry: true },
  'worker-died': {
    title: words`The engine stopped`,
    next: words`Try again: it has been restarted.`,
    retry: true,
  },
  protocol: { title: words`The page is out of date`, next: words`Reload the page.`, retry: false },
  internal: { title: words`Something went wrong`, next: words`Reload the page and try again.`, retry: true },
};
