import { defineConfig } from '@playwright/test';

const PORT = 4517;

export default defineConfig({
  testDir: '/tmp/wt/qa-rest/tests',
  outputDir: '/tmp/qa-rest-results',
  testMatch: ['browser/**/*.spec.ts', 'parity/**/*.spec.ts'],
  // One browser at a time: the software GPU and the WASM threads each want the whole machine.
  workers: 1,
  fullyParallel: false,
  timeout: 240_000,
  forbidOnly: false,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: '/tmp/qa-rest-results.json' }]],
  use: {
    baseURL: `http://localhost:${PORT}`,
    viewport: { width: 1440, height: 900 },
    headless: true,
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
});
