import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/{unit,parity,contract,cli,lint,types,fuzz}/**/*.test.ts'],
    environment: 'node',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // Two suites at once already fill a small machine: inference tests use several threads each.
    maxWorkers: 2,
  },
});
