import { afterEach, describe, expect, it, vi } from 'vitest';
import { ISOLATION_HEADERS, SHARED_NAME_HEADER, sharedFilesCache } from '../../../../core/contract/index.ts';
import { USUAL_POLICY } from '../../../../server/content-security-policy.ts';
import { pageHeaders } from '../../../../server/headers.ts';
import { isolated } from '../../../../workers/service-worker/isolation.ts';
import { startNewVersion } from '../../../../workers/service-worker/new-version.ts';
import { receiveFiles } from '../../../../workers/service-worker/shared-files.ts';

const SCOPE = 'https://example.org/armature/';

afterEach(() => vi.unstubAllGlobals());

describe('isolation', () => {
  it('adds what a bare host does not send, and keeps the rest', async () => {
    const answer = isolated(new Response('text', { headers: { 'Content-Type': 'text/css' } }));
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/css',
      ...Object.fromEntries(
        Object.entries(ISOLATION_HEADERS).map(([name, value]) => [name.toLowerCase(), value]),
      ),
    });
    expect(await answer.text()).toBe('text');
  });

  it('leaves the answers of a host alone that sends its own', () => {
    const answer = new Response('', { headers: pageHeaders(USUAL_POLICY) });
    expect(isolated(answer)).toBe(answer);
    const other = new Response('', { headers: { 'Cross-Origin-Embedder-Policy': 'credentialless' } });
    expect(isolated(other).headers.get('Cross-Origin-Embedder-Policy')).toBe('credentialless');
  });
});

describe('a new version', () => {
  function host(...urls: readonly string[]) {
    const windows = urls.map((url, id) => ({ id: String(id), url }));
    const skipWaiting = vi.fn(() => Promise.resolve());
    return {
      skipWaiting,
      registration: { scope: SCOPE },
      clients: { matchAll: () => Promise.resolve(windows) },
    };
  }

  it('starts for the only page, and beside other programs of the same origin', async () => {
    const alone = host(SCOPE, 'https://example.org/notes/');
    expect(await startNewVersion(alone, '0')).toEqual({ started: true });
    expect(alone.skipWaiting).toHaveBeenCalledOnce();
  });

  it('stays where another page is open', async () => {
    const two = host(SCOPE, `${SCOPE}?open=poses`);
    expect(await startNewVersion(two, '0')).toEqual({ started: false });
    expect(two.skipWaiting).not.toHaveBeenCalled();
  });
});

describe('shared files', () => {
  function shelf() {
    const kept = new Map<string, Response>();
    const open = vi.fn((name: string) => {
      expect(name).toBe(sharedFilesCache(SCOPE));
      return Promise.resolve({
        put: (url: URL, response: Response) => Promise.resolve(void kept.set(url.href, response)),
      });
    });
    vi.stubGlobal('caches', { open });
    return kept;
  }

  function request(...files: readonly File[]): Request {
    const body = new FormData();
    for (const file of files) body.append('files', file);
    body.append('title', 'words');
    return new Request(`${SCOPE}share`, { method: 'POST', body });
  }

  it('wait for the page with their names', async () => {
    const kept = shelf();
    const answer = await receiveFiles(request(new File(['abc'], 'ß, "1".png', { type: 'image/png' })), SCOPE);
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, `${SCOPE}?shared=files`]);
    const [[url, response] = []] = [...kept];
    expect(url).toMatch(`${SCOPE}share/`);
    expect(decodeURIComponent(response?.headers.get(SHARED_NAME_HEADER) ?? '')).toBe('ß, "1".png');
    expect(await response?.text()).toBe('abc');
  });

  it('are told of where they cannot be kept, and where there are none', async () => {
    shelf();
    const empty = await receiveFiles(request(), SCOPE);
    expect(empty.headers.get('Location')).toBe(`${SCOPE}?shared=failed`);
    vi.stubGlobal('caches', { open: () => Promise.reject(new DOMException('', 'QuotaExceededError')) });
    const full = await receiveFiles(request(new File(['abc'], 'a.png')), SCOPE);
    expect(full.headers.get('Location')).toBe(`${SCOPE}?shared=failed`);
  });

  it('are no more than anybody poses by', async () => {
    const kept = shelf();
    await receiveFiles(request(...Array.from({ length: 40 }, (_, i) => new File(['x'], `${i}.png`))), SCOPE);
    expect(kept.size).toBe(16);
  });
});
