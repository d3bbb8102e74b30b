import { expect, it, vi } from 'vitest'
import type { TestCase, TestModule, Vitest } from 'vitest/node'
import { SummaryReporter } from '../../tools/summary-reporter.ts'

it('SummaryReporter tells why tests were skipped, then counts', () => {
  const tests = [
    test('adds', 'passed'),
    test('divides', 'failed'),
    test('draws', 'skipped', { note: 'no browser on this machine' }),
    test('rounds', 'skipped', { mode: 'skip' }),
    test('counts', 'skipped', { mode: 'todo' }),
    test('sums', 'skipped'),
  ]
  expect(report([file(tests, { suiteErrors: 1 }), file([], { errors: 1 })], 1)).toBe(
    [
      'skipped: test/a.test.ts > draws: no browser on this machine',
      'skipped: test/a.test.ts > rounds: no reason given',
      'skipped: test/a.test.ts > counts: to do',
      'skipped: test/a.test.ts > sums: its suite failed',
      '1 passed, 4 failed, 4 skipped\n',
    ].join('\n'),
  )
})

it('SummaryReporter lists nothing when tests were picked by name', () => {
  expect(report([file([test('adds', 'passed'), test('sums', 'skipped')])], 0, /adds/)).toBe(
    '1 passed, 0 failed, 1 skipped\n',
  )
})

function report(modules: TestModule[], errorCount: number, testNamePattern?: RegExp): string {
  let written = ''
  const write = vi.spyOn(process.stdout, 'write').mockImplementation(text => {
    written += text
    return true
  })
  const reporter = new SummaryReporter()
  // Told to watch, it writes at the end of each run; else at the end of the process.
  reporter.onInit({ config: { watch: true, testNamePattern } } as unknown as Vitest)
  reporter.onTestRunEnd(modules, Array(errorCount).fill(new Error('late')))
  write.mockRestore()
  return written
}

function file(tests: TestCase[], { errors = 0, suiteErrors = 0 } = {}): TestModule {
  const suite = { errors: () => Array(suiteErrors).fill({}) }
  const children = { allTests: () => tests, allSuites: () => [suite] }
  return { children, errors: () => Array(errors).fill({}) } as unknown as TestModule
}

function test(
  name: string,
  state: string,
  { note, mode = 'run' }: { note?: string; mode?: string } = {},
): TestCase {
  return {
    fullName: name,
    module: { relativeModuleId: 'test/a.test.ts' },
    options: { mode },
    result: () => ({ state, note }),
  } as unknown as TestCase
}
