import { defineConfig } from '@playwright/test';

const PORT = 4317;
const REPORT = process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] ?? 'test-results/browser.json';

const PAGE = [
  'columns',
  'editor',
  'editor-keys',
  'editor-layout',
  'editor-points',
  'embed',
  'first-view',
  'panels',
  'queue-list',
  'pose-files',
  'prompt-fields',
  'security',
  'share-link',
].map((name) => `browser/${name}.spec.ts`);

/**
 * What takes minutes: whole downloads, all faults of all back ends, every graph on the software GPU; and parts of the page of
 * which the other suites have the heart.
 */
const SLOW = [
  'browser/adherence.spec.ts',
  'browser/backends.spec.ts',
  'browser/contrast.spec.ts',
  'browser/detect.spec.ts',
  'browser/faults.spec.ts',
  'browser/faults-each.spec.ts',
  'browser/gallery.spec.ts',
  'browser/embed-sites.spec.ts',
  'browser/isolation.spec.ts',
  'browser/install.spec.ts',
  'browser/matrix.spec.ts',
  'browser/models.spec.ts',
  'browser/offline.spec.ts',
  'browser/own-servers.spec.ts',
  'browser/paid-once.spec.ts',
  'browser/phone.spec.ts',
  'browser/safety.spec.ts',
  'browser/queue.spec.ts',
  'browser/poses.spec.ts',
  'browser/prompts.spec.ts',
  'browser/reference.spec.ts',
  'browser/settings.spec.ts',
  'browser/share.spec.ts',
  'browser/three.spec.ts',
  'browser/upscale.spec.ts',
  'browser/views.spec.ts',
  'browser/words.spec.ts',
  'parity/webgpu.spec.ts',
];

export default defineConfig({
  testDir: 'tests',
  projects: [
    // What a page does with its own hands, which several can do at once.
    { name: 'page', testMatch: PAGE },
    // One browser at a time: the software GPU and the WASM threads each want the whole machine.
    {
      name: 'engine',
      testMatch: ['browser/**/*.spec.ts', 'parity/**/*.spec.ts'],
      testIgnore: [...PAGE, ...SLOW],
    },
    { name: 'slow', testMatch: SLOW },
  ],
  workers: 1,
  fullyParallel: false,
  timeout: 240_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: REPORT }]],
  use: {
    baseURL: `http://localhost:${PORT}`,
    viewport: { width: 1440, height: 900 },
    headless: true,
    // It would fetch the whole page a second time in every test. The tests that are about it allow it.
    serviceWorkers: 'block',
    launchOptions: {
      ...(process.env['CHROMIUM_PATH'] ? { executablePath: process.env['CHROMIUM_PATH'] } : {}),
      args: [
        '--headless=new',
        '--no-sandbox',
        '--enable-unsafe-webgpu',
        '--use-webgpu-adapter=swiftshader',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--disable-quic',
      ],
    },
    trace: 'retain-on-failure',
  },
  webServer: {
    command: `npx vite build --logLevel warn && npx tsx server/main.ts`,
    // With the language that shows which texts nobody said.
    env: { PORT: String(PORT), VITE_PSEUDO_LANGUAGE: '1' },
    url: `http://localhost:${PORT}/`,
    timeout: 180_000,
    reuseExistingServer: false,
  },
});
