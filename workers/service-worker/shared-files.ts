/*
 * Files that another program shares come as a form by POST. They wait in a cache of their own until the page, which is
 * opened next, takes them and empties it.
 */
import {
  SHARE_ACTION,
  SHARED_LIMITS,
  SHARED_NAME_HEADER,
  SHARED_PARAMETER,
  type SharedArrival,
  sharedFilesCache,
} from '../../core/contract/index.ts';

/**
 * Keeps the files of the form for the page.
 *
 * @param scope - address of the folder that the page lies in
 * @returns the way to the page
 */
export async function receiveFiles(request: Request, scope: string): Promise<Response> {
  const page = new URL(scope);
  // What another website sends is nobody's wish: the page just opens.
  if (!isOfOtherSite(request.referrer, page.origin)) {
    page.searchParams.set(SHARED_PARAMETER, await keepFiles(request, scope));
  }
  // After a POST the page is to be asked for by GET.
  return Response.redirect(page.href, 303);
}

/** The system has no referrer when it shares, or names a program. A website can keep its own to itself. */
function isOfOtherSite(referrer: string, own: string): boolean {
  if (!URL.canParse(referrer)) return false;
  const { protocol, origin } = new URL(referrer);
  return /^https?:$/.test(protocol) && origin !== own;
}

async function keepFiles(request: Request, scope: string): Promise<SharedArrival> {
  // What was never taken does not add up, and does not pass for what comes now.
  const empty = (): Promise<boolean> => caches.delete(sharedFilesCache(scope)).catch(() => false);
  await empty();
  try {
    const form = await request.formData();
    const files = [...form.values()].filter((value) => typeof value !== 'string');
    const kept = withinLimits(files);
    const cache = await caches.open(sharedFilesCache(scope));
    for (const file of kept) {
      const headers = { 'Content-Type': file.type, [SHARED_NAME_HEADER]: encodeURIComponent(file.name) };
      await cache.put(
        new URL(`${SHARE_ACTION}/${crypto.randomUUID()}`, scope),
        new Response(file, { headers }),
      );
    }
    if (kept.length < files.length) return 'some';
    return files.length > 0 ? 'files' : 'failed';
  } catch {
    // No room, or no form: the page says that nothing came.
    await empty();
    return 'failed';
  }
}

/** The files that there is room for, in their order. */
function withinLimits(files: readonly File[]): File[] {
  let left: number = SHARED_LIMITS.bytes;
  return files.slice(0, SHARED_LIMITS.files).filter(({ size }) => {
    const fits = size <= left;
    if (fits) left -= size;
    return fits;
  });
}
