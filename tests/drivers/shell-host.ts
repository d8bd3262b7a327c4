/*
 * A host of the built page whose files can change while it runs, with the headers of the page's own server or with none.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import sirv from 'sirv';
import type { PolicySettings } from '../../server/content-security-policy.ts';
import { serveFolder } from '../../server/static-host.ts';

const BUILD = 'dist';

/** What the host answers in the place of the build's file; undefined where there is none any more. */
export interface HostedFile {
  readonly body: string | undefined;
  readonly headers?: OutgoingHttpHeaders;
}

/** A host that runs. */
export interface ShellHost {
  readonly url: string;
  /** By path, such as "/index.html". */
  readonly changes: Map<string, HostedFile>;
  /** Changes who may frame the page, and where it may connect to. */
  setPolicy(policy: PolicySettings): void;
  /** Paths that were asked for, in order. */
  readonly asked: string[];
  /** Paths whose content was sent, in order; what the browser had already is not among them. */
  readonly sent: string[];
  close(): Promise<void>;
}

/** Starts a host; `bare` is one that sends no headers of its own, as many do. */
export async function startShellHost(kind: 'headers' | 'bare'): Promise<ShellHost> {
  let files = kind === 'headers' ? serveFolder(BUILD) : sirv(BUILD, { etag: true });
  const changes = new Map<string, HostedFile>();
  const asked: string[] = [];
  const sent: string[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    asked.push(pathname);
    response.on('finish', () => {
      if (response.statusCode === 200) sent.push(pathname);
    });
    const change = changes.get(pathname === '/' ? '/index.html' : pathname);
    if (!change) {
      files(request, response);
      return;
    }
    const type = pathname.endsWith('.js') ? 'text/javascript' : 'text/html';
    response.writeHead(change.body === undefined ? 404 : 200, { 'Content-Type': type, ...change.headers });
    response.end(change.body);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    changes,
    setPolicy: (policy) => (files = serveFolder(BUILD, policy)),
    ...{ asked, sent },
    close: () =>
      new Promise<void>((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

/**
 * Puts a next version of the page on the host: another title, and a part of the old version under another name, so that
 * the host has the old one no longer.
 *
 * @param part - a file of the build, such as "assets/Comparison-abc.js"
 */
export async function publishNext(host: ShellHost, title: string, part: string): Promise<void> {
  const before = await readFile(`${BUILD}/index.html`, 'utf8');
  const index = before.replace(/<title>.*<\/title>/, `<title>${title}</title>`);
  const worker = await readFile(`${BUILD}/service-worker.js`, 'utf8');
  const renamed = part.replace('.js', '-next.js');
  const listed = worker
    .replace(integrityOf(before), integrityOf(index))
    .replace(revisionOf(before), revisionOf(index))
    .replaceAll(`"${part}"`, `"${renamed}"`);
  host.changes.set('/index.html', { body: index });
  host.changes.set('/service-worker.js', { body: listed });
  host.changes.set(`/${part}`, { body: undefined });
  host.changes.set(`/${renamed}`, { body: await readFile(`${BUILD}/${part}`, 'utf8') });
}

function integrityOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function revisionOf(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
