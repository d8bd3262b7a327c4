/*
 * Build step: bundles the service worker and writes into it the list of the files that make the page work with no network.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { PluginOption } from 'vite';
import { VitePWA, type VitePWAOptions } from 'vite-plugin-pwa';

const OUT = 'dist';
const MEGABYTE = 2 ** 20;

type InjectManifest = VitePWAOptions['injectManifest'];
type Transform = NonNullable<InjectManifest['manifestTransforms']>[number];

/**
 * Adds each file's digest, so that a file is kept only if it is of the same build as the list: a host that is in the middle
 * of getting a new version gives a mixture. The list of models, which a host may change by hand, is looked at by
 * workers/service-worker/models-list.ts, which takes these digests for those of the list.
 */
const withIntegrity: Transform = async (entries) => ({
  manifest: await Promise.all(
    entries.map(async (entry) => {
      const digest = createHash('sha256')
        .update(await readFile(`${OUT}/${entry.url}`))
        .digest('base64');
      return { ...entry, integrity: `sha256-${digest}` };
    }),
  ),
});

/** The service worker, at the top of the build. The page registers it itself, and has its manifest in public/. */
export function offlineShell(): PluginOption {
  return VitePWA({
    strategies: 'injectManifest',
    srcDir: 'workers/service-worker',
    filename: 'service-worker.ts',
    injectRegister: false,
    manifest: false,
    injectManifest: {
      globPatterns: [
        '*.{html,json,webmanifest}',
        'assets/**/*.{js,css,wasm}',
        'icons/*.{svg,png}',
        'models/**/*.{json,safetensors}',
      ],
      // Their names change with their content.
      dontCacheBustURLsMatching: /^assets\//,
      maximumFileSizeToCacheInBytes: 64 * MEGABYTE,
      manifestTransforms: [withIntegrity],
    },
  });
}
