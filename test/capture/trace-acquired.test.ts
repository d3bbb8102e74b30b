import { context, ROOT_CONTEXT, trace } from '@opentelemetry/api'
import { expect, test } from 'vitest'
import { traceAcquired } from '../../src/capture/trace-acquired.ts'
import { traced } from '../fixtures/traced.ts'

const connection = { id: 7 }

/** A pool that hands out its one connection, and notes how it was asked. */
function poolOf(give: (...args: unknown[]) => unknown) {
  const seen: object[] = []
  const pool = { connect: give }
  traceAcquired(pool, 'connect', acquired => seen.push(acquired))
  traceAcquired(pool, 'connect', acquired => seen.push(acquired))
  return { pool, seen }
}

test('traceAcquired() sees what a promise gives, once', async () => {
  const { pool, seen } = poolOf(() => Promise.resolve(connection))
  expect(await pool.connect()).toBe(connection)
  expect(seen).toEqual([connection])
})

test('traceAcquired() sees what a callback gets, which keeps its caller’s context and all it is told', async () => {
  const waiting: ((...results: unknown[]) => void)[] = []
  const { pool, seen } = poolOf(callback => void waiting.push(callback as never))
  const told: unknown[] = []
  const { spans } = await traced(() => {
    pool.connect((...results: unknown[]) =>
      told.push(trace.getActiveSpan()?.spanContext().spanId, ...results),
    )
    context.with(ROOT_CONTEXT, () => waiting[0]?.(null, connection, 'release'))
  })
  expect(told).toEqual([spans[0]?.spanContext().spanId, null, connection, 'release'])
  expect(seen).toEqual([connection])
})

test('traceAcquired() passes errors on', async () => {
  const failure = new Error('no connection')
  const { pool, seen } = poolOf(callback =>
    typeof callback === 'function' ? callback(failure) : Promise.reject(failure),
  )
  await expect(pool.connect()).rejects.toBe(failure)
  expect(pool.connect((error: unknown) => error)).toBe(failure)
  expect(seen).toEqual([])
})
