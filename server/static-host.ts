import { createServer, type RequestListener, type Server } from 'node:http';
import sirv from 'sirv';
import { PAGE_HEADERS } from './headers.ts';

/** Hashed names never change their content; everything else is asked for again. */
const HASHED_ASSET = /\/assets\/.+-[\w-]{8}\.\w+$/;

/**
 * Answers with the files of the built page.
 *
 * @param folder - the build output
 */
export function serveFolder(folder: string): RequestListener {
  const files = sirv(folder, {
    etag: true,
    setHeaders(response, path) {
      for (const [name, value] of Object.entries(PAGE_HEADERS)) response.setHeader(name, value);
      response.setHeader(
        'Cache-Control',
        HASHED_ASSET.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  return (request, response) => {
    files(request, response, () => {
      response.writeHead(404, { ...PAGE_HEADERS, 'Content-Type': 'text/plain; charset=utf-8' });
      response.end('Not found.\n');
    });
  };
}

/** Makes a server for the files alone. It does not listen yet. */
export function createStaticHost(folder: string): Server {
  return createServer(serveFolder(folder));
}
