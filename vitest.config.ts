import { defineConfig } from 'vitest/config';

/** They measure the memory of a process, and need one that nobody used before. */
const MEMORY = 'tests/unit/{onnx,workers/runtime}/memory.test.ts';

const common = {
  environment: 'node',
  testTimeout: 120_000,
  hookTimeout: 120_000,
  pool: 'forks',
  // What a test puts in the place of something global is gone after it.
  unstubGlobals: true,
  restoreMocks: true,
} as const;

export default defineConfig({
  test: {
    // Two suites at once already fill a small machine: inference tests use several threads each.
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...common,
          name: 'suites',
          include: ['tests/{unit,parity,contract,cli,lint,types,fuzz}/**/*.test.ts'],
          exclude: [MEMORY],
          // Modules are loaded once for each process, not once for each file: it takes a third less time.
          isolate: false,
        },
      },
      { test: { ...common, name: 'memory', include: [MEMORY] } },
    ],
  },
});
