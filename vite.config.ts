import { readFile } from 'node:fs/promises';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { compression } from 'vite-plugin-compression2';
import { ISOLATION_HEADERS } from './core/contract/index.ts';
import { catalogs } from './tools/build/catalogs.ts';
import { embedSdk } from './tools/build/embed-sdk.ts';
import { offlineShell } from './tools/build/offline-shell.ts';
import { policyMetaTags } from './tools/build/policy-meta.ts';

const MANIFEST = 'models-manifest.json';
/** Parts that people may use as soon as they see the page. */
const NEEDED_AT_ONCE = /StageZoom/;

/** Serves the manifest that stands at the top of the repository, in development and in the build. */
function modelsManifest(): Plugin {
  return {
    name: 'models-manifest',
    configureServer(server) {
      server.middlewares.use(`/${MANIFEST}`, (_request, response, next) => {
        readFile(MANIFEST).then((body) => {
          response.setHeader('Content-Type', 'application/json');
          response.end(body);
        }, next);
      });
    },
    async generateBundle() {
      this.addWatchFile(MANIFEST);
      this.emitFile({ type: 'asset', fileName: MANIFEST, source: await readFile(MANIFEST) });
    },
  };
}

/** The pictures of the README that the web app manifest shows to who is about to install. */
function screenshots(): Plugin {
  return {
    name: 'screenshots',
    apply: 'build',
    async generateBundle() {
      for (const name of ['desktop-light.png', 'phone-light.png']) {
        const source = await readFile(`docs/pictures/${name}`);
        this.emitFile({ type: 'asset', fileName: `screenshots/${name}`, source });
      }
    },
  };
}

/**
 * The transformers package runs on what it is given. Its own import of the runtime becomes the runtime's interface
 * package, so that each build of the runtime is loaded only where it is used, and never from the address of a CDN that
 * the package would set.
 */
function oneRuntime(): Plugin {
  return {
    name: 'one-runtime',
    enforce: 'pre',
    resolveId(source, importer) {
      if (source !== 'onnxruntime-web/webgpu' || !importer?.includes('@xenova/transformers')) return null;
      return this.resolve('onnxruntime-common', importer);
    },
  };
}

export default defineConfig({
  base: './',
  plugins: [
    react(),
    modelsManifest(),
    screenshots(),
    policyMetaTags(),
    oneRuntime(),
    catalogs(),
    embedSdk(),
    offlineShell(),
    // For hosts that send files as they are, as our own server does: the runtime alone is 23 MB, of which 5 are sent.
    // Not what a host may change by hand: a packed file is sent in the place of a newer one.
    compression({
      algorithms: ['gzip'],
      include: /\.(?:js|mjs|css|html|json|svg|wasm|webmanifest)$/,
      exclude: MANIFEST,
    }),
  ],
  server: { headers: ISOLATION_HEADERS, port: 5173 },
  preview: { headers: ISOLATION_HEADERS },
  worker: { format: 'es', plugins: () => [oneRuntime()] },
  build: {
    target: 'es2023',
    chunkSizeWarningLimit: 1500,
    assetsInlineLimit: 0,
    // A link for each script that a part needs keeps the main thread busier than the part does. They are fetched early as it is.
    modulePreload: {
      resolveDependencies: (part, files, { hostType }) =>
        hostType === 'html' || NEEDED_AT_ONCE.test(part) ? files : [],
    },
    rolldownOptions: {
      // All of the first view in one script: in the many that parts share with it, it takes as long again to come.
      output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
      // Nothing in core acts when it is imported, so of a room's index a chunk takes only what it uses.
      treeshake: {
        moduleSideEffects: [{ test: /^(?!.*node_modules).*\/core\//, external: false, sideEffects: false }],
      },
    },
  },
  // The runtime finds its .wasm beside itself by import.meta.url, which pre-bundling would move.
  optimizeDeps: { exclude: ['onnxruntime-web'] },
});
