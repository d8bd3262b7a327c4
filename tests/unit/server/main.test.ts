/* The server as a process: `npm start` without the build. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'armature-main-'));
mkdirSync(join(folder, 'dist'));
writeFileSync(join(folder, 'dist', 'index.html'), '<!doctype html><title>Armature</title>');
afterAll(() => rmSync(folder, { recursive: true }));

let running: ChildProcess | undefined;
afterEach(() => running?.kill());

/** Starts the server and resolves with what it has said by its end, or once it is ready. */
function start(
  environment: Readonly<Record<string, string>>,
): Promise<{ said: string; code: number | null }> {
  const child = spawn(resolve('node_modules/.bin/tsx'), [resolve('server/main.ts')], {
    cwd: folder,
    env: { PATH: process.env['PATH'], PORT: '0', ...environment },
  });
  running = child;
  return new Promise((done) => {
    let said = '';
    const hear = (part: Buffer): void => {
      said += part.toString();
      if (said.includes('is ready at')) done({ said, code: null });
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('close', (code) => done({ said, code }));
  });
}

describe('the server', () => {
  it('serves the page, and relays nothing without a key', async () => {
    const { said } = await start({});
    const origin = /http:\/\/localhost:\d+/.exec(said)?.[0] ?? '';
    const page = await fetch(`${origin}/`);
    expect(await page.text()).toContain('<title>Armature</title>');
    expect(page.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect(await (await fetch(`${origin}/healthz`)).json()).toEqual({ ok: true });
    expect(await (await fetch(`${origin}/relay/status`)).json()).toMatchObject({ providers: [] });
    expect((await fetch(`${origin}/relay/segmind/v1/get-user-credits`)).status).toBe(404);
  });

  it('does not start with a setting that it cannot use, and says which', async () => {
    const { said, code } = await start({ ARMATURE_BUDGET: 'much' });
    expect(code).toBe(1);
    expect(said).toBe(
      'ARMATURE_BUDGET is not a number. Correct it in the environment and start again; docs/hosting.md lists the settings.\n',
    );
  });

  it('does not start with books that it cannot read', async () => {
    writeFileSync(join(folder, 'state.json'), '{"day"');
    const { said, code } = await start({
      ARMATURE_SEGMIND_KEY: 'SG_0123456789abcdef',
      ARMATURE_STATE: 'state.json',
    });
    expect(code).toBe(1);
    expect(said).toMatch(/^state\.json does not say what was spent today\. Repair the file/);
  });
});
