import { context } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { isTracingSuppressed } from '@opentelemetry/core'
import { afterAll, expect, test } from 'vitest'
import type { Emitter } from '../../src/emit/index.ts'
import { untracedEmitter } from '../../src/export/untraced-emitter.ts'

context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
afterAll(() => context.disable())

test('untracedEmitter() has all work done where nothing is traced', async () => {
  const seen: [string, boolean][] = []
  const note = (what: string) => void seen.push([what, isTracingSuppressed(context.active())])
  const emitter: Emitter = {
    maxDocumentBytes: 7,
    isFull: true,
    send: async () => {
      note('send')
      return []
    },
    flush: async () => note('flush'),
    flushSync() {},
    close: async () => note('close'),
  }
  const untraced = untracedEmitter(emitter)
  expect([untraced.maxDocumentBytes, untraced.isFull]).toEqual([7, true])
  await untraced.send([])
  await untraced.flush(1)
  await untraced.close()
  expect(seen).toEqual([
    ['send', true],
    ['flush', true],
    ['close', true],
  ])
})
