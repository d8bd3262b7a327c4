/*
 * Files that another program shares come as a form by POST. They wait in a cache of their own until the page, which is
 * opened next, takes them and empties it.
 */
import {
  SHARE_ACTION,
  SHARED_NAME_HEADER,
  SHARED_PARAMETER,
  sharedFilesCache,
} from '../../core/contract/index.ts';

/** More than anybody means to pose by at once. */
const MAX_FILES = 16;

/**
 * Keeps the files of the form for the page.
 *
 * @param scope - address of the folder that the page lies in
 * @returns the way to the page
 */
export async function receiveFiles(request: Request, scope: string): Promise<Response> {
  const page = new URL(scope);
  page.searchParams.set(SHARED_PARAMETER, (await keepFiles(request, scope)) ? 'files' : 'failed');
  // After a POST the page is to be asked for by GET.
  return Response.redirect(page.href, 303);
}

async function keepFiles(request: Request, scope: string): Promise<boolean> {
  try {
    const form = await request.formData();
    const files = [...form.values()].filter((value) => typeof value !== 'string').slice(0, MAX_FILES);
    const cache = await caches.open(sharedFilesCache(scope));
    for (const file of files) {
      const headers = { 'Content-Type': file.type, [SHARED_NAME_HEADER]: encodeURIComponent(file.name) };
      await cache.put(
        new URL(`${SHARE_ACTION}/${crypto.randomUUID()}`, scope),
        new Response(file, { headers }),
      );
    }
    return files.length > 0;
  } catch {
    // No room, or no form: the page says that nothing came.
    return false;
  }
}
