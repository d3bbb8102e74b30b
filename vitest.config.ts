import { defineConfig } from 'vitest/config'
import { STORE_THREAD } from './test/local/build-store-thread.ts'
import { SummaryReporter } from './tools/summary-reporter.ts'

/**
 * Tests of rooms without sockets, and of models: they leave nothing behind, and share the few processes that run them. A
 * process for each would take four times as long.
 */
const PURE = [
  'compare',
  'document',
  'export',
  'filter',
  'graph',
  'ids',
  'otlp',
  'page/model',
  'segment',
  'trace',
].map(room => `test/${room}/**/*.test.ts`)

// biome-ignore lint/style/noDefaultExport: vitest reads the default export
export default defineConfig({
  // As the build does.
  define: { SPANRAY_VERSION: '"0.0.0"', SPANRAY_STORE_THREAD: JSON.stringify(STORE_THREAD) },
  test: {
    projects: [
      { extends: true, test: { name: 'pure', include: PURE, isolate: false } },
      // A process for each file: tests send signals, change the environment and open ports that the system picks.
      {
        extends: true,
        test: {
          name: 'outside',
          include: ['test/**/*.test.ts'],
          exclude: PURE,
          globalSetup: 'test/local/build-store-thread.ts',
        },
      },
    ],
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
