/*
 * What a page may do and who may frame it is in headers, which browsers take from the answer that they get: from the kept
 * file, where one is kept. A host can tighten them without any file of the page changing. So it is asked for the headers
 * alone, by HEAD, whenever a document or a worker starts, and what it says is kept with the file.
 */

/** Headers by which a host limits a document or a worker. */
const LIMITS = ['Content-Security-Policy', 'Permissions-Policy', 'Referrer-Policy', 'X-Frame-Options'];

/** Other files are under the limits of the document or worker that fetched them. */
const LIMITED: readonly string[] = [
  'document',
  'iframe',
  'frame',
  'embed',
  'object',
  'worker',
  'sharedworker',
];

/** A host that takes longer, in ms, is as good as gone: the page is to open without it. */
const PATIENCE_MS = 3000;

/** A file that is to be answered with. */
export interface KeptFile {
  readonly request: Pick<Request, 'url' | 'destination'>;
  readonly response: Response;
  /** Keeps an answer in the place of the file's. */
  readonly keep: (response: Response) => Promise<void>;
  /** Address of the folder that the page lies in. */
  readonly scope: string;
}

/** Asks the host for the headers of an address. */
type AskForHeaders = (url: string) => Promise<Response>;

const askHost: AskForHeaders = (url) =>
  fetch(url, {
    ...{ method: 'HEAD', cache: 'no-store', redirect: 'error' },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });

/**
 * Puts the limits that the host has now on a kept file. Where it says nothing, or is not there, those that it set last hold.
 */
export async function withLimitsOfNow(
  { request, response, keep, scope }: KeptFile,
  ask: AskForHeaders = askHost,
): Promise<Response> {
  if (!LIMITED.includes(request.destination)) return response;
  const now = await limitsNow(request.url, scope, ask);
  const changed = LIMITS.filter((name) => now.has(name) && now.get(name) !== response.headers.get(name));
  if (changed.length === 0) return response;
  const headers = new Headers(response.headers);
  for (const name of changed) headers.set(name, now.get(name) ?? '');
  const { body, status, statusText } = response;
  const limited = new Response(body, { status, statusText, headers });
  // A full disk is no reason to answer with less.
  await keep(limited.clone()).catch((error: unknown) => reportError(error));
  return limited;
}

async function limitsNow(address: string, scope: string, ask: AskForHeaders): Promise<Headers> {
  const url = new URL(address);
  url.search = '';
  url.hash = '';
  try {
    const own = await ask(url.href);
    if (own.ok) return own.headers;
    // The worker of an old version is not there any more. Hosts say other things about files that they have not.
    const ofPage = await ask(scope);
    return ofPage.ok ? ofPage.headers : new Headers();
  } catch {
    return new Headers();
  }
}
