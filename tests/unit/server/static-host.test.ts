import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { policyHeader, policyMeta, USUAL_POLICY } from '../../../server/content-security-policy.ts';
import { pageHeaders } from '../../../server/headers.ts';
import { createStaticHost } from '../../../server/static-host.ts';

const folder = mkdtempSync(join(tmpdir(), 'armature-host-'));
writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Armature</title>');
mkdirSync(join(folder, 'assets'));
writeFileSync(join(folder, 'assets', 'main-Ab3dEf9_.js'), 'export {};');
mkdirSync(join(folder, 'embed'));
writeFileSync(join(folder, 'embed', 'armature.js'), 'export {};');
writeFileSync(join(folder, 'runtime.wasm'), new Uint8Array([0, 97, 115, 109]));

const server = createStaticHost(folder);
let origin = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  origin = `http://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

describe('static host', () => {
  it('isolates the page, so that WASM gets threads', async () => {
    const { headers } = await fetch(`${origin}/`);
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
  });

  it('allows WebAssembly but neither eval nor inline code, and foreign hosts for data alone', async () => {
    const policy = (await fetch(`${origin}/`)).headers.get('content-security-policy') ?? '';
    const directives = new Map(policy.split('; ').map((line) => [line.split(' ', 1)[0], line]));
    expect(directives.get('script-src')).toBe("script-src 'self' 'wasm-unsafe-eval'");
    expect(directives.get('worker-src')).toBe("worker-src 'self'");
    expect(directives.get('require-trusted-types-for')).toBe("require-trusted-types-for 'script'");
    expect(directives.get('connect-src')).toBe("connect-src 'self' https: http: wss: ws:");
    expect(directives.get('frame-ancestors')).toBe('frame-ancestors *');
    for (const name of ['connect-src', 'frame-ancestors']) directives.delete(name);
    expect([...directives.values()].join('; ')).not.toMatch(/'unsafe-(inline|eval|hashes)'|https?:|\*/);
  });

  it('says in a tag what a tag can say', () => {
    expect(`${policyMeta()}; frame-ancestors *`).toBe(policyHeader(USUAL_POLICY));
  });

  it('is what docs/hosting.md has others send', () => {
    const [, block = ''] = /```nginx\n(.*?)```/s.exec(readFileSync('docs/hosting.md', 'utf8')) ?? [];
    const lines = block.matchAll(/^add_header (\S+) (?:"([^"]+)"|(\S+)) always;$/gm);
    const documented = [...lines].map(([, name, quoted, bare]) => [name, quoted ?? bare]);
    expect(documented).toHaveLength(block.trim().split('\n').length);
    expect(Object.fromEntries(documented)).toEqual(pageHeaders(USUAL_POLICY));
  });

  it('lets isolated pages of other sites frame the page and import the module, and load nothing else', async () => {
    const sent = async (path: string): Promise<readonly (string | null)[]> => {
      const { headers } = await fetch(`${origin}${path}`);
      return ['cross-origin-resource-policy', 'access-control-allow-origin'].map((name) => headers.get(name));
    };
    expect(await sent('/')).toEqual(['cross-origin', null]);
    expect(await sent('/index.html')).toEqual(['cross-origin', null]);
    expect(await sent('/embed/armature.js')).toEqual(['cross-origin', '*']);
    expect(await sent('/assets/main-Ab3dEf9_.js')).toEqual(['same-origin', null]);
    expect(await sent('/runtime.wasm')).toEqual(['same-origin', null]);
    expect(await sent('/embed/../runtime.wasm')).toEqual(['same-origin', null]);
  });

  it('keeps to what its owner allows', async () => {
    const own = createStaticHost(folder, { frameAncestors: ["'none'"], connect: [] });
    await new Promise<void>((resolve) => own.listen(0, 'localhost', resolve));
    const { headers } = await fetch(`http://localhost:${(own.address() as AddressInfo).port}/`);
    own.close();
    expect(headers.get('content-security-policy')).toMatch(/connect-src 'self';.*frame-ancestors 'none'$/);
  });

  it('tells no addresses, guesses no types, and asks for the camera alone', async () => {
    const { headers } = await fetch(`${origin}/`);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    const permissions = (headers.get('permissions-policy') ?? '').split(', ');
    expect(permissions.filter((permission) => !permission.endsWith('=()'))).toEqual(['camera=(self)']);
    expect(permissions).toEqual(expect.arrayContaining(['microphone=()', 'geolocation=()', 'usb=()']));
  });

  it('serves wasm under its type and keeps hashed files for ever', async () => {
    const wasm = await fetch(`${origin}/runtime.wasm`);
    expect(wasm.headers.get('content-type')).toBe('application/wasm');
    expect(wasm.headers.get('cache-control')).toBe('no-cache');
    const asset = await fetch(`${origin}/assets/main-Ab3dEf9_.js`);
    expect(asset.headers.get('cache-control')).toContain('immutable');
  });

  it('answers 404 with the same headers and does not leave its folder', async () => {
    const missing = await fetch(`${origin}/nowhere.js`);
    expect(missing.status).toBe(404);
    expect(missing.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect((await fetch(`${origin}/..%2f..%2fetc/passwd`)).status).toBe(404);
  });
});
