import { REMOTE_BACKENDS, type RemoteBackend } from '../../../core/remote/index.ts';
import { invariant } from '../../../core/result/index.ts';

/** The back end of an id with its calls, whose code is larger than all that is told of it. */
export function callableOf(id: string): RemoteBackend {
  const found = REMOTE_BACKENDS.find((backend) => backend.id === id);
  invariant(found, `There is no back end ${id}.`);
  return found;
}
