import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { ArmatureError } from '../../core/result/index.ts';

/** A picture of 8 MB in base64, with room for the rest. */
const MOST_BYTES = 12 * 2 ** 20;

/**
 * Refuses bodies that are too large.
 *
 * @param refuse - writes the refusal in the form of the service
 */
export function limitedBody(refuse: (c: Context, error: ArmatureError) => Response) {
  const message = `The body is larger than ${MOST_BYTES / 2 ** 20} MB.`;
  return bodyLimit({
    maxSize: MOST_BYTES,
    onError: (c) => refuse(c, new ArmatureError({ code: 'bad-request', message })),
  });
}

/**
 * Reads a JSON body. The content type must say so: a page of another origin cannot send it without being allowed to.
 *
 * @throws ArmatureError `bad-request`
 */
export async function readJsonBody(c: Context): Promise<Readonly<Record<string, unknown>>> {
  if (/^application\/json\b/i.test(c.req.header('content-type') ?? '')) {
    const body: unknown = await c.req.json().catch(() => undefined);
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body };
  }
  throw new ArmatureError({
    code: 'bad-request',
    message: 'The body must be a JSON object, sent with Content-Type: application/json.',
  });
}
