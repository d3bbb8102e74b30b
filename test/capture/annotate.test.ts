import { DiagLogLevel, diag, trace } from '@opentelemetry/api'
import { afterEach, expect, test, vi } from 'vitest'
import { annotate } from '../../src/capture/annotate.ts'
import { traced } from '../fixtures/traced.ts'

afterEach(() => diag.disable())

test('annotate() writes annotations, the last value of each', async () => {
  const { document } = await traced(() => {
    annotate('tier', 'silver')
    annotate('items', 3)
    annotate('gift', false)
    annotate('tier', 'gold')
    annotate('odd key!', 'x'.repeat(2000))
  })
  expect(document.annotations).toEqual({ tier: 'gold', items: 3, gift: false, odd_key_: 'x'.repeat(1000) })
  expect(document.metadata?.default).not.toHaveProperty('tier')
})

test('annotate() adds to those that the span names already', async () => {
  const { document } = await traced(() => {
    trace.getActiveSpan()?.setAttributes({ team: 'a', 'aws.xray.annotations': ['team'] })
    annotate('tier', 'gold')
  })
  expect(document.annotations).toEqual({ team: 'a', tier: 'gold' })
})

test.each([
  ['cart', {}, 'an object'],
  ['price', Number.NaN, 'NaN'],
  ['user', undefined, 'undefined'],
  ['tags', ['a'], 'a list'],
])("annotate() warns once of '%s', whose value X-Ray does not index", async (key, value, kind) => {
  const warn = vi.fn()
  diag.setLogger({ warn, error: warn, info: warn, debug: warn, verbose: warn }, DiagLogLevel.WARN)
  const { document } = await traced(() => {
    for (let request = 0; request < 3; request++) annotate(key, value as never)
  })
  expect(document.annotations).toBeUndefined()
  expect(warn).toHaveBeenCalledExactlyOnceWith(
    expect.stringContaining(`cannot annotate '${key}': the value is ${kind}, and`),
  )
})

test('annotate() does nothing where nothing is recorded', async () => {
  annotate('tier', 'gold')
  const { spans } = await traced(() => annotate('tier', 'gold'), { sampled: false })
  expect(spans).toEqual([])
})
