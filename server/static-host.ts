import { createServer, type RequestListener, type Server } from 'node:http';
import sirv from 'sirv';
import { type PolicySettings, USUAL_POLICY } from './content-security-policy.ts';
import { headersForOthers, pageHeaders } from './headers.ts';

/** Hashed names never change their content; everything else is asked for again. */
const HASHED_ASSET = /\/assets\/.+-[\w-]{8}\.\w+$/;

/**
 * Answers with the files of the built page.
 *
 * @param folder - the build output
 * @param policy - who may frame the page, and where it may connect to
 */
export function serveFolder(folder: string, policy: PolicySettings = USUAL_POLICY): RequestListener {
  const headers = pageHeaders(policy);
  const files = sirv(folder, {
    etag: true,
    // The build has a packed file beside each that gets smaller by it.
    gzip: true,
    setHeaders(response, path) {
      const sent = { ...headers, ...headersForOthers(path) };
      for (const [name, value] of Object.entries(sent)) response.setHeader(name, value);
      response.setHeader(
        'Cache-Control',
        HASHED_ASSET.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      // A body, which nobody reads, ends with the connection.
      response.writeHead(405, { ...headers, Allow: 'GET, HEAD', Connection: 'close' }).end();
      return;
    }
    files(request, response, () => {
      response.writeHead(404, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' });
      response.end('Not found.\n');
    });
  };
}

/** Makes a server for the files alone. It does not listen yet. */
export function createStaticHost(folder: string, policy?: PolicySettings): Server {
  return createServer(serveFolder(folder, policy));
}
