import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStaticHost } from '../../../server/static-host.ts';

const folder = mkdtempSync(join(tmpdir(), 'armature-host-'));
writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Armature</title>');
mkdirSync(join(folder, 'assets'));
writeFileSync(join(folder, 'assets', 'main-Ab3dEf9_.js'), 'export {};');
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

  it('allows WebAssembly but neither eval nor inline script, and foreign hosts for downloads alone', async () => {
    const policy = (await fetch(`${origin}/`)).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
    const directives = policy.split('; ').filter((directive) => !directive.startsWith('connect-src '));
    expect(directives.join('; ')).not.toMatch(/'unsafe-(inline|eval)'|https?:|\*/);
    expect(policy).toContain("connect-src 'self' https: http: wss: ws:");
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
