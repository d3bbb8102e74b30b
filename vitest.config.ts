import { defineConfig } from 'vitest/config'
import { STORE_THREAD } from './test/local/build-store-thread.ts'
import { SummaryReporter } from './tools/summary-reporter.ts'

// biome-ignore lint/style/noDefaultExport: vitest reads the default export
export default defineConfig({
  // As the build does.
  define: { SPANRAY_VERSION: '"0.0.0"', SPANRAY_STORE_THREAD: JSON.stringify(STORE_THREAD) },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/local/build-store-thread.ts',
    // A process for each file: tests send signals, change the environment and open ports that the system picks.
    pool: 'forks',
    // vitest would leave one core to itself, which on two cores means one file at a time.
    maxWorkers: '100%',
    testTimeout: 20_000,
    hookTimeout: 60_000,
    reporters: ['default', new SummaryReporter()],
    // `npm run coverage`: the rooms that every document passes through.
    coverage: {
      provider: 'v8',
      include: ['src/document/**', 'src/ids/**', 'src/segment/**'],
      reporter: ['text'],
      thresholds: {
        'src/document/**': { branches: 95 },
        'src/ids/**': { branches: 95 },
        'src/segment/**': { branches: 95 },
      },
    },
  },
})
