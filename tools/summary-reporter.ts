import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node'

/**
 * Ends a run with the skipped tests, each with its reason, and one last line: `12 passed, 0 failed, 1 skipped`.
 *
 * A file that cannot be loaded, a failed hook of a suite and an error outside of every test count as one failure each.
 */
export class SummaryReporter implements Reporter {
  #vitest: Vitest | undefined
  #text = ''

  onInit(vitest: Vitest): void {
    this.#vitest = vitest
    // vitest may still have a word to say after the run; on exit nobody has.
    if (!vitest.config.watch) process.once('exit', () => process.stdout.write(this.#text))
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap(module => [...module.children.allTests()])
    const passed = tests.filter(test => test.result().state === 'passed').length
    const failed = tests.filter(test => test.result().state === 'failed').length
    const skipped = tests.filter(test => !['passed', 'failed'].includes(test.result().state))
    const broken = modules
      .flatMap(module => [module, ...module.children.allSuites()])
      .flatMap(suite => suite.errors())
    // Who picks tests by name knows that the others are left out.
    const listed = this.#vitest?.config.testNamePattern ? [] : skipped
    this.#text = [
      ...listed.map(test => `skipped: ${test.module.relativeModuleId} > ${test.fullName}: ${reasonOf(test)}`),
      `${passed} passed, ${failed + broken.length + errors.length} failed, ${skipped.length} skipped\n`,
    ].join('\n')
    if (this.#vitest?.config.watch) process.stdout.write(this.#text)
  }
}

/** What the test said to `context.skip(reason)`; else what can be told from outside. */
function reasonOf(test: TestCase): string {
  const result = test.result()
  if (result.state === 'skipped' && result.note) return result.note
  if (test.options.mode === 'todo') return 'to do'
  return test.options.mode === 'skip' ? 'no reason given' : 'its suite failed'
}
