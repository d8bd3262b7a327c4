import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { ISOLATION_HEADERS } from '../../core/contract/index.ts';

/** A served page. */
export interface ServedPage {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the page that measures parity in a browser, with the repository as its root. */
export async function serveParityPage(): Promise<ServedPage> {
  const server = await createServer({
    configFile: false,
    root: fileURLToPath(new URL('../..', import.meta.url)),
    cacheDir: 'node_modules/.vite-parity',
    logLevel: 'error',
    server: { headers: ISOLATION_HEADERS, port: 4318, hmr: false, watch: null },
    // All that is imported is named here: a dependency found late would reload the page in the middle of a run.
    optimizeDeps: {
      noDiscovery: true,
      include: ['valibot', '@bufbuild/protobuf/wire', '@xenova/transformers', 'fast-png'],
      exclude: ['onnxruntime-web'],
    },
  });
  await server.listen();
  const [origin] = server.resolvedUrls?.local ?? [];
  if (!origin) throw new Error('The page is served nowhere.');
  return { url: new URL('tests/parity/page/', origin).href, close: () => server.close() };
}
