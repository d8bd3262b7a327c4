import { readFile } from 'node:fs/promises';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { ISOLATION_HEADERS } from './server/headers.ts';

const MANIFEST = 'models-manifest.json';

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

export default defineConfig({
  base: './',
  plugins: [react(), modelsManifest()],
  server: { headers: ISOLATION_HEADERS, port: 5173 },
  preview: { headers: ISOLATION_HEADERS },
  worker: { format: 'es' },
  build: { target: 'es2023', chunkSizeWarningLimit: 1500, assetsInlineLimit: 0 },
  // The runtime finds its .wasm beside itself by import.meta.url, which pre-bundling would move.
  optimizeDeps: { exclude: ['onnxruntime-web'] },
});
