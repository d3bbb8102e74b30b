import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ResourceWait } from '../../src/export/resource-wait.ts'
import { endedSpan } from '../fixtures/ended-span.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A span whose resource is complete when the function is called. */
function pendingSpan() {
  let complete = () => {}
  const completed = new Promise<void>(resolve => {
    complete = resolve
  })
  const resource = { attributes: {}, asyncAttributesPending: true, waitForAsyncAttributes: () => completed }
  return { span: { ...endedSpan(), resource }, complete: () => complete() }
}

test('works at once where nothing is to wait for', () => {
  const work = vi.fn()
  expect(new ResourceWait().run([endedSpan()], work)).toBe(true)
  expect(work).toHaveBeenCalledTimes(1)
})

test('works when the attributes are known', async () => {
  const { span, complete } = pendingSpan()
  const work = vi.fn()
  const wait = new ResourceWait()
  expect(wait.run([span, endedSpan()], work)).toBe(true)
  await vi.advanceTimersByTimeAsync(500)
  expect(work).not.toHaveBeenCalled()
  complete()
  await wait.idle()
  expect(work).toHaveBeenCalledTimes(1)
})

test('waits a second, and for a resource only once', async () => {
  const { span } = pendingSpan()
  const wait = new ResourceWait()
  const work = vi.fn()
  wait.run([span], work)
  await vi.advanceTimersByTimeAsync(999)
  expect(work).toHaveBeenCalledTimes(0)
  await vi.advanceTimersByTimeAsync(1)
  expect(work).toHaveBeenCalledTimes(1)
  wait.run([span], work)
  expect(work).toHaveBeenCalledTimes(2)
})

test('release() lets everything go at once', () => {
  const wait = new ResourceWait()
  const work = vi.fn()
  wait.run([pendingSpan().span], work)
  wait.run([pendingSpan().span], work)
  wait.release()
  expect(work).toHaveBeenCalledTimes(2)
})

test('holds a bounded number of spans back', () => {
  const wait = new ResourceWait()
  const spans = Array(8192).fill(pendingSpan().span)
  const work = vi.fn()
  expect(wait.run(spans, work)).toBe(true)
  expect(wait.run([pendingSpan().span], work)).toBe(false)
  wait.release()
  expect(work).toHaveBeenCalledTimes(1)
})

test('works at once on what can not be read, and later on what throws when it is asked to wait', async () => {
  const work = vi.fn()
  const wait = new ResourceWait()
  const unreadable = Object.defineProperty({ ...endedSpan() }, 'resource', { get: refuse })
  expect(wait.run([unreadable, { ...endedSpan(), resource: undefined as never }], work)).toBe(true)
  expect(work).toHaveBeenCalledTimes(1)
  const resource = { attributes: {}, asyncAttributesPending: true, waitForAsyncAttributes: refuse }
  expect(wait.run([{ ...endedSpan(), resource }], work)).toBe(true)
  await wait.idle()
  expect(work).toHaveBeenCalledTimes(2)
})

function refuse(): never {
  throw new Error('no')
}
