import { afterAll, expect, test } from 'vitest'
import { chooseInstrumentations } from '../../src/setup/instrumentations.ts'

const made: { disable(): void }[] = []
afterAll(() => made.forEach(instrumentation => void instrumentation.disable()))

function chosen(environment: NodeJS.ProcessEnv): string[] {
  const instrumentations = chooseInstrumentations(environment)
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
