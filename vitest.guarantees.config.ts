import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/guarantees/*.test.ts'],
    globalSetup: ['test/setup.ts'],
    reporters: ['default', './test/guarantees/table.ts'],
    env: { GUARANTEES: 'full' },
    // One after the other: memory and times are measured.
    fileParallelism: false,
    testTimeout: 600_000,
  },
});
