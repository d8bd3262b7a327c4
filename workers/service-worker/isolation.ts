import { ISOLATION_HEADERS } from '../../core/contract/index.ts';

/** Gives an answer the headers that isolate the page, where its host could not send them. */
export function isolated(response: Response): Response {
  const missing = Object.entries(ISOLATION_HEADERS).filter(([name]) => !response.headers.has(name));
  if (missing.length === 0) return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of missing) headers.set(name, value);
  const { body, status, statusText } = response;
  return new Response(body, { status, statusText, headers });
}
