/*
 * The files of the server.
 */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStaticHost } from '../../../server/static-host.ts';
import { pathText } from '../inputs/calls.ts';
import { ensure, fuzzTarget, type Outcome } from '../target.ts';
import { API_TARGETS } from './api.ts';
import { RELAY_TARGETS } from './relay.ts';

const SECRET = 'what is not for visitors';

/** A server over a folder beside secrets, started once and left to end with the process. */
const files = (async () => {
  const folder = mkdtempSync(join(tmpdir(), 'armature-fuzz-'));
  const dist = join(folder, 'dist');
  mkdirSync(join(dist, 'assets'), { recursive: true });
  writeFileSync(join(dist, 'index.html'), 'the page');
  writeFileSync(join(dist, 'assets', 'a.js'), 'export {};');
  writeFileSync(join(dist, '.env'), SECRET);
  writeFileSync(join(folder, 'secret.txt'), SECRET);
  const server = createStaticHost(dist).unref();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port };
})();

/** Sends a request line as it is, which no client would, and gives what comes back. */
async function said(target: string): Promise<string> {
  const { port } = await files;
  const socket: Socket = connect(port, '127.0.0.1');
  socket.write(
    Buffer.from(`GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`, 'latin1'),
  );
  return new Promise((resolve) => {
    let heard = '';
    socket.setEncoding('latin1').on('data', (part: string) => void (heard += part));
    socket.on('error', () => undefined).on('close', () => resolve(heard));
  });
}

/** The server answers every path, and gives out nothing beside its folder. */
async function tryPath(target: string): Promise<Outcome> {
  const heard = await said(target.replaceAll(/[\r\n ]/g, '').slice(0, 8000));
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(heard)?.[1] ?? 0);
  ensure(!heard.includes(SECRET), 'a secret was given out');
  ensure(status >= 200 && status < 500, `the status is ${status}`);
  return status === 200 ? 'accepted' : 'refused';
}

/** The server. */
export const SERVER_TARGETS = [
  ...API_TARGETS,
  ...RELAY_TARGETS,
  fuzzTarget({ name: 'paths of the server', inputs: pathText(), check: tryPath }),
];
