import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/evaluate/evaluate.ts'], reporters: ['dot'], disableConsoleIntercept: true },
});
