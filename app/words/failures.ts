import type { FailureCode } from '../../core/result/index.ts';

/** How the page speaks of a kind of failure. */
export interface FailureWords {
  readonly title: string;
  /** What to do, where the failure itself does not say. */
  readonly next: string;
  /** Can the same request be tried again as it is? */
  readonly retry: boolean;
}

/** Words for every code. The message of the failure itself says what happened in this case. */
export const FAILURE_WORDS: Readonly<Record<FailureCode, FailureWords>> = {
  'bad-request': {
    title: 'These settings do not work',
    next: 'Change the setting named above.',
    retry: false,
  },
  'bad-pose': {
    title: 'The pose could not be read',
    next: 'Check the file and open it again.',
    retry: false,
  },
  'bad-image': { title: 'The picture could not be read', next: 'Choose a PNG file.', retry: false },
  camera: { title: 'No camera', next: 'Connect a camera, or open a picture file.', retry: true },
  'bad-weights': { title: 'The model is damaged', next: 'Reload the page to fetch it again.', retry: true },
  'bad-config': { title: 'The model does not fit', next: 'Choose another model.', retry: false },
  'bad-tokenizer': {
    title: 'The model is incomplete',
    next: 'Reload the page to fetch it again.',
    retry: true,
  },
  'file-missing': { title: 'A file of the model is missing', next: 'Reload the page.', retry: true },
  'unsupported-model': {
    title: 'This model does not run here',
    next: 'Choose a model of the Stable Diffusion 1.x family.',
    retry: false,
  },
  'storage-full': {
    title: 'Not enough room for the model',
    next: 'Remove a stored model or free space on this device.',
    retry: true,
  },
  storage: {
    title: 'The browser did not keep the file',
    next: 'Reload the page and try again.',
    retry: true,
  },
  network: { title: 'The connection failed', next: 'Check the connection, then try again.', retry: true },
  'bad-key': { title: 'The key was not accepted', next: 'Check the key of the service.', retry: false },
  'no-credit': { title: 'No credit left', next: 'Add credit, or choose another back end.', retry: false },
  'rate-limited': { title: 'The service is busy', next: 'Wait a little, then try again.', retry: true },
  'remote-failed': {
    title: 'The service failed',
    next: 'Try again later, or choose another back end.',
    retry: true,
  },
  'unsupported-backend': {
    title: 'The GPU cannot be used here',
    next: 'Set the backend to automatic.',
    retry: false,
  },
  'adapter-lost': { title: 'The GPU went away', next: 'Try again, or switch to the CPU.', retry: true },
  'out-of-memory': {
    title: 'Not enough memory',
    next: 'Choose a smaller picture or close other tabs, then try again.',
    retry: true,
  },
  'session-failed': {
    title: 'The model could not run',
    next: 'Switch the backend, then try again.',
    retry: true,
  },
  'bad-output': { title: 'No usable picture came out', next: 'Try another seed.', retry: true },
  cancelled: { title: 'Cancelled', next: 'Press Generate to start again.', retry: true },
  'worker-died': { title: 'The engine stopped', next: 'Try again: it has been restarted.', retry: true },
  protocol: { title: 'The page is out of date', next: 'Reload the page.', retry: false },
  internal: { title: 'Something went wrong', next: 'Reload the page and try again.', retry: true },
};
