import { afterEach, describe, expect, it, vi } from 'vitest';
import { ISOLATION_HEADERS, SHARED_NAME_HEADER, sharedFilesCache } from '../../../../core/contract/index.ts';
import { USUAL_POLICY } from '../../../../server/content-security-policy.ts';
import { pageHeaders } from '../../../../server/headers.ts';
import { withLimitsOfNow } from '../../../../workers/service-worker/host-policy.ts';
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

describe('limits of the host', () => {
  const LOOSE = pageHeaders(USUAL_POLICY);
  const TIGHT = pageHeaders({ frameAncestors: ["'self'"], connect: [] });

  /** Opens a kept file while the host says something; tells what is answered, kept, and asked for. */
  async function open(
    answers: Readonly<Record<string, Response | undefined>>,
    {
      destination = 'document',
      path = '?open=poses#x',
    }: { destination?: RequestDestination; path?: string } = {},
  ) {
    const kept: Response[] = [];
    const asked: string[] = [];
    const answer = await withLimitsOfNow(
      {
        request: { url: `${SCOPE}${path}`, destination },
        response: new Response('the page', { headers: LOOSE }),
        keep: (response) => Promise.resolve(void kept.push(response)),
        scope: SCOPE,
      },
      (url) => {
        asked.push(url);
        const found = answers[url];
        return found ? Promise.resolve(found) : Promise.reject(new TypeError('Failed to fetch'));
      },
    );
    return { answer, kept, asked };
  }
  const policyOf = ({ headers }: Response) => headers.get('Content-Security-Policy');

  it('are those that it sets now, and are kept for when it is gone', async () => {
    const { answer, kept, asked } = await open({ [SCOPE]: new Response(null, { headers: TIGHT }) });
    expect(policyOf(answer)).toBe(TIGHT['Content-Security-Policy']);
    expect(policyOf(answer)).toContain("frame-ancestors 'self'");
    expect(await answer.text()).toBe('the page');
    expect(kept.map(policyOf)).toEqual([TIGHT['Content-Security-Policy']]);
    expect(await kept[0]?.text()).toBe('the page');
    expect(asked).toEqual([SCOPE]);
  });

  it.each(['iframe', 'worker', 'sharedworker'] as const)(
    'hold for what is opened as %s',
    async (destination) => {
      const { answer } = await open({ [SCOPE]: new Response(null, { headers: TIGHT }) }, { destination });
      expect(policyOf(answer)).toBe(TIGHT['Content-Security-Policy']);
    },
  );

  it('are not asked for where they mean nothing', async () => {
    const { answer, asked } = await open({}, { destination: 'script' });
    expect(asked).toEqual([]);
    expect(policyOf(answer)).toBe(LOOSE['Content-Security-Policy']);
  });

  it('are those of the page for the worker of an old version, whatever is said about what is missing', async () => {
    const script = 'assets/worker-Ab3dEf9_.js';
    const missing = new Response(null, {
      status: 404,
      headers: { 'Content-Security-Policy': "default-src 'none'" },
    });
    const answers = {
      [`${SCOPE}${script}`]: missing,
      [SCOPE]: new Response(null, { headers: TIGHT }),
    };
    const { answer } = await open(answers, { destination: 'worker', path: script });
    expect(policyOf(answer)).toBe(TIGHT['Content-Security-Policy']);
  });

  it('stay where the host is gone, or says nothing', async () => {
    for (const answers of [
      {},
      { [SCOPE]: new Response(null) },
      { [SCOPE]: new Response(null, { status: 500 }) },
    ]) {
      const { answer, kept } = await open(answers);
      expect(policyOf(answer)).toBe(LOOSE['Content-Security-Policy']);
      expect(kept).toEqual([]);
    }
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
    const drop = () => {
      kept.clear();
      return Promise.resolve(true);
    };
    vi.stubGlobal('caches', { open, delete: drop });
    return kept;
  }

  /** A form that a page sent, or the system where there is no referrer. */
  function sent(referrer: string, files: readonly File[]): Request {
    // Outside of a browser no request can be given the referrer of another origin.
    return Object.defineProperty(request(...files), 'referrer', { value: referrer });
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
    vi.stubGlobal('caches', {
      delete: () => Promise.resolve(false),
      open: () => Promise.reject(new DOMException('', 'QuotaExceededError')),
    });
    const full = await receiveFiles(request(new File(['abc'], 'a.png')), SCOPE);
    expect(full.headers.get('Location')).toBe(`${SCOPE}?shared=failed`);
  });

  it('are no more than anybody poses by, and that is told', async () => {
    const kept = shelf();
    const many = Array.from({ length: 40 }, (_, i) => new File(['x'], `${i}.png`));
    const answer = await receiveFiles(request(...many), SCOPE);
    expect(kept.size).toBe(16);
    expect(answer.headers.get('Location')).toBe(`${SCOPE}?shared=some`);
  });

  it('are not larger together than photographs are, and that is told', async () => {
    const kept = shelf();
    const sized = (name: string, size: number) =>
      Object.defineProperty(new File(['x'], name), 'size', { value: size });
    const files = [sized('a.png', 60e6), sized('b.png', 69e6), sized('c.png', 68e6)];
    const form = { values: () => files.values() } as unknown as FormData;
    const whole = Object.defineProperty(request(), 'formData', { value: () => Promise.resolve(form) });
    const answer = await receiveFiles(whole, SCOPE);
    const names = [...kept.values()].map(({ headers }) => headers.get(SHARED_NAME_HEADER));
    expect(names).toEqual(['a.png', 'c.png']);
    expect(answer.headers.get('Location')).toBe(`${SCOPE}?shared=some`);
  });

  it('do not add up where no page takes them', async () => {
    const kept = shelf();
    await receiveFiles(request(new File(['x'], 'a.png')), SCOPE);
    await receiveFiles(request(new File(['x'], 'b.png')), SCOPE);
    expect([...kept.values()].map(({ headers }) => headers.get(SHARED_NAME_HEADER))).toEqual(['b.png']);
  });

  it('are not kept where another website sent them', async () => {
    const kept = shelf();
    const file = new File(['{}'], 'pose.json');
    for (const referrer of ['https://evil.example/', 'http://example.org/', 'https://example.org:8443/']) {
      const answer = await receiveFiles(sent(referrer, [file]), SCOPE);
      expect([answer.status, answer.headers.get('Location')], referrer).toEqual([303, SCOPE]);
    }
    expect(kept.size).toBe(0);
  });

  it.each(['', 'about:client', `${SCOPE}?x`, 'android-app://com.example.photos/'])(
    'are kept where the system sent them, from %j',
    async (referrer) => {
      const kept = shelf();
      const answer = await receiveFiles(sent(referrer, [new File(['{}'], 'pose.json')]), SCOPE);
      expect(answer.headers.get('Location')).toBe(`${SCOPE}?shared=files`);
      expect(kept.size).toBe(1);
    },
  );
});
