import { AssertionError } from 'node:assert'
import type { RecordedTrace } from './recorded-trace.ts'

/** What a trace should be like; what is left out may be anything. */
export interface ExpectedTrace {
  /** Services that it reached, by name: these and maybe others. */
  services?: readonly string[]
  /** Calls from one service to another, by name: these and maybe others. */
  calls?: readonly (readonly [caller: string, callee: string])[]
  /** The outcome of the request that began it. */
  fault?: boolean
  error?: boolean
  /** Some service was asked too often. */
  throttle?: boolean
  /** Of the request that began it. */
  method?: string
  url?: string
  status?: number
  user?: string
  /** Annotations anywhere in it: these and maybe others. */
  annotations?: Readonly<Record<string, string | number | boolean>>
}

const EXPECTABLE = {
  services: true,
  calls: true,
  fault: true,
  error: true,
  throttle: true,
  method: true,
  url: true,
  status: true,
  user: true,
  annotations: true,
} satisfies Record<keyof ExpectedTrace, true>

/**
 * Checks a trace, in any test framework.
 *
 *     assertTrace(trace, { services: ['shop', 'pay'], calls: [['shop', 'pay']], fault: true, status: 503 })
 *
 * @throws AssertionError with all that is different
 * @throws TypeError when something is expected that no trace has, which a test would pass by
 */
export function assertTrace(trace: RecordedTrace, expected: ExpectedTrace): void {
  const differences = compareTrace(trace, expected)
  if (differences.length === 0) return
  throw new AssertionError({
    message: `Trace ${trace.id} is not as expected:\n${differences.map(each => `  ${each}`).join('\n')}`,
    actual: trace.summary,
    expected,
    operator: 'assertTrace',
  })
}

/**
 * All in which a trace is not as expected, in words.
 *
 * @throws TypeError when one of the two is something else
 */
export function compareTrace(trace: RecordedTrace, expected: ExpectedTrace): string[] {
  refuseMisuse(trace, expected)
  const { summary, calls } = trace
  const { Http } = summary
  const services = summary.ServiceIds.map(({ Name }) => Name)
  const callTexts = calls.map(([caller, callee]) => `${caller} → ${callee}`)
  const differences: string[] = []
  const compare = (what: string, wanted: unknown, found: unknown) => {
    if (wanted !== undefined && wanted !== found)
      differences.push(`${what} is ${show(found)}, not ${show(wanted)}`)
  }
  const contain = (what: string, wanted: string, found: readonly string[]) => {
    if (!found.includes(wanted))
      differences.push(`there is no ${what} ${wanted}; there is ${found.join(', ') || 'none'}`)
  }
  for (const service of expected.services ?? []) contain('service', service, services)
  for (const [caller, callee] of expected.calls ?? []) contain('call', `${caller} → ${callee}`, callTexts)
  compare('fault', expected.fault, summary.HasFault)
  compare('error', expected.error, summary.HasError)
  compare('throttle', expected.throttle, summary.HasThrottle)
  compare('method', expected.method, Http.HttpMethod)
  compare('url', expected.url, Http.HttpURL)
  compare('status', expected.status, Http.HttpStatus)
  if (expected.user !== undefined)
    contain(
      'user',
      expected.user,
      summary.Users.map(({ UserName }) => UserName),
    )
  for (const [key, value] of Object.entries(expected.annotations ?? {})) {
    const values = Object.hasOwn(summary.Annotations, key) ? summary.Annotations[key]! : []
    const found = values.map(({ AnnotationValue }) => show(Object.values(AnnotationValue)[0]))
    contain(`annotation ${key} =`, show(value), found)
  }
  return differences
}

function refuseMisuse(trace: unknown, expected: object): void {
  if (!(trace as RecordedTrace | undefined)?.summary)
    throw new TypeError(
      `Cannot compare ${trace === undefined ? 'undefined' : 'this'} as a trace; give one of waitForTrace() or traces()`,
    )
  const unknown = Object.keys(expected).find(name => !Object.hasOwn(EXPECTABLE, name))
  if (unknown !== undefined)
    throw new TypeError(
      `Cannot expect ${JSON.stringify(unknown)} of a trace; expect any of ${Object.keys(EXPECTABLE).join(', ')}`,
    )
}

function show(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value)
}
