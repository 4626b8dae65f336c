import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,kernels,test,bench}/**/*.test.ts'],
    testTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    allowOnly: false,
    maxWorkers: 2,
  },
});
