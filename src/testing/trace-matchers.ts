import { compareTrace, type ExpectedTrace } from './assert-trace.ts'
import type { RecordedTrace } from './recorded-trace.ts'

/**
 * `toMatchTrace` for vitest and jest.
 *
 *     expect.extend(traceMatchers)
 *     expect(trace).toMatchTrace({ services: ['shop'], fault: false })
 */
export const traceMatchers = {
  toMatchTrace(trace: RecordedTrace, expected: ExpectedTrace): { pass: boolean; message: () => string } {
    const differences = compareTrace(trace, expected)
    return {
      pass: differences.length === 0,
      message: () =>
        differences.length === 0
          ? `Trace ${trace.id} is as it was not to be: ${JSON.stringify(expected)}`
          : `Trace ${trace.id} is not as expected:\n${differences.map(each => `  ${each}`).join('\n')}`,
    }
  },
}
