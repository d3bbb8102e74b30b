import { expect, test } from 'vitest'
import { tracer } from '../../src/capture/tracer.ts'
import { traced } from '../fixtures/traced.ts'

test('tracer() is that of the provider that is there when a span starts', async () => {
  tracer().startSpan('before').end()
  const { spans } = await traced(() => tracer().startSpan('during').end())
  expect(spans.map(({ name, instrumentationScope }) => [name, instrumentationScope.name])).toEqual([
    ['during', 'spanray'],
    ['GET', 'test'],
  ])
})
