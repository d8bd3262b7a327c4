/*
 * What the server of this page relays to services with keys of its own. Static hosts relay nothing.
 */
import * as v from 'valibot';
import { jsonOf } from '../../../core/remote/index.ts';
import type { Relay } from '../../state/remote.ts';
import type { Send } from '../calls/transport.ts';

const dollars = v.pipe(v.number(), v.finite(), v.minValue(0));
const statusSchema = v.object({
  providers: v.array(
    v.object({
      backends: v.array(v.string()),
      dollars,
      models: v.exactOptional(v.array(v.string())),
      /** A path below the page, so that no answer can send a request elsewhere. */
      address: v.pipe(v.string(), v.regex(/^\/(?!\/)/)),
    }),
  ),
  budget: v.object({
    dollarsPerDay: dollars,
    dollarsLeft: dollars,
    renewsAt: v.pipe(v.string(), v.isoTimestamp()),
  }),
});

/**
 * Asks the server of the page what it relays.
 *
 * @param page - address of the folder that the page lies in, ending in a slash
 * @returns undefined where there is no relay, or none can be reached
 */
export async function askRelay(send: Send, page: string, signal: AbortSignal): Promise<Relay | undefined> {
  const answer = await send(
    { method: 'GET', url: new URL('relay/status', page).href, headers: {} },
    signal,
  ).catch(() => undefined);
  const parsed = v.safeParse(statusSchema, answer && jsonOf(answer));
  if (answer?.status !== 200 || !parsed.success || parsed.output.providers.length === 0) return undefined;
  const { providers, budget } = parsed.output;
  const rows = providers.flatMap(({ backends, address, dollars: price, models }) => {
    const reached = { address: new URL(`.${address}`, page).href, dollars: price, ...(models && { models }) };
    return backends.map((id) => [id, reached] as const);
  });
  return {
    backends: Object.fromEntries(rows),
    dollarsPerDay: budget.dollarsPerDay,
    dollarsLeft: budget.dollarsLeft,
    renewsAt: Date.parse(budget.renewsAt),
  };
}

/** Where the relay of the page tells of the end of a run. */
export function relayedEnd(page: string, trackId: string): string {
  return `${new URL('relay/events', page).href}?track_id=${encodeURIComponent(trackId)}`;
}

/** Where the page asks for pictures of services that its own server relays. */
export function pageUrlsOf(page: string): (url: string) => string {
  const { origin } = new URL(page);
  return (url) => (url.startsWith(`${origin}/`) ? url : relayedPicture(page, url));
}

/** Where the relay of the page gives a picture of a service out. */
function relayedPicture(page: string, url: string): string {
  return `${new URL('relay/picture', page).href}?url=${encodeURIComponent(url)}`;
}
