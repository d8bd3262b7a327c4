import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { ArmatureError, type Failure } from '../../core/result/index.ts';

/** A failure of the relay's own, with the HTTP status that it is told by. */
export class Refusal extends ArmatureError {
  readonly status: ContentfulStatusCode;
  /** Headers that belong to the answer, such as `Retry-After`. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: ContentfulStatusCode,
    failure: Failure,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(failure);
    this.status = status;
    this.headers = headers;
  }
}

/** The relay does not know this address. */
export function notHere(): Refusal {
  return new Refusal(404, {
    code: 'remote-failed',
    message: 'This server does not relay that.',
    next: 'Choose a back end that it offers.',
  });
}
