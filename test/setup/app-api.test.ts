import { trace } from '@opentelemetry/api'
import { expect, test } from 'vitest'
import { importTrace, requiredTrace } from '../../src/setup/app-api.ts'

test('the API that the app requires and the one that it imports', async () => {
  expect(requiredTrace).toBe(trace)
  expect(await importTrace()).toHaveProperty('setGlobalTracerProvider')
})
