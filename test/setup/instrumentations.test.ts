import { afterAll, expect, test } from 'vitest'
import { chooseInstrumentations } from '../../src/setup/instrumentations.ts'

const made: { disable(): void }[] = []
afterAll(() => made.forEach(instrumentation => void instrumentation.disable()))

function chosen(environment: NodeJS.ProcessEnv, warn = (_: string) => {}): string[] {
  const instrumentations = chooseInstrumentations(environment, { http: {}, undici: {} }, warn)
  made.push(...instrumentations)
  return instrumentations.map(({ instrumentationName }) =>
    instrumentationName.replace('@opentelemetry/instrumentation-', ''),
  )
}

test.each([
  [{}, ['http', 'undici', 'express', 'pg', 'aws-sdk']],
  [{ OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'http, pg' }, ['http', 'pg']],
  [{ OTEL_NODE_DISABLED_INSTRUMENTATIONS: 'http,undici' }, ['express', 'pg', 'aws-sdk']],
  [{ OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'http,pg', OTEL_NODE_DISABLED_INSTRUMENTATIONS: 'pg' }, ['http']],
])('chooseInstrumentations() for %j are %j', (environment, names) => {
  expect(chosen(environment)).toEqual(names)
})

test('chooseInstrumentations() says what it does not have, where that is asked for', () => {
  const warnings: string[] = []
  const environment = {
    OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'htpp,pg',
    OTEL_NODE_DISABLED_INSTRUMENTATIONS: 'fs',
  }
  expect(chosen(environment, message => warnings.push(message))).toEqual(['pg'])
  expect(warnings).toEqual([expect.stringContaining("'htpp'")])
})
