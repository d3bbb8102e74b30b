import { expect, test } from 'vitest'
import { Misfit } from '../../src/otlp/misfit.ts'
import { RefusalList } from '../../src/otlp/refusal-list.ts'

test('RefusalList keeps the first hundred, counts all spans, and gives up after ten thousand', () => {
  const list = new RefusalList()
  for (let index = 0; index < 10_000; index++)
    list.add(new Misfit(`spans[${index}]`, 7, 'write an object'), 2)
  expect(list.refusals.length).toBe(100)
  expect(list.refusals[99]).toEqual({ path: 'spans[99]', message: 'spans[99] is 7; write an object' })
  expect(list.refusedSpans).toBe(20_000)
  expect(() => list.add(new Misfit('name', 7, 'write a text'), 1)).toThrow(
    'Over 10,000 values of the request are wrong; the first: spans[0] is 7; write an object',
  )
})
