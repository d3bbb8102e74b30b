import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { forwardDocuments } from '../../src/cli/forward-documents.ts'
import { createLocalXRay, type LocalXRay } from '../../src/local/index.ts'
import { segment, TRACE_ID } from '../document/documents.ts'

let xray: LocalXRay
beforeAll(async () => {
  xray = await createLocalXRay({ port: 0 })
})
afterAll(() => xray.close())

test('forwardDocuments() sends to a daemon, and counts', async () => {
  const forward = forwardDocuments(`127.0.0.1:${xray.port}`, reason => expect.unreachable(reason))
  forward.add(JSON.stringify(segment('shop')))
  await vi.waitFor(async () => expect(await xray.timeline(TRACE_ID)).toBeDefined(), 10_000)
  await forward.close()
  expect(forward.counts()).toEqual({ sent: 1, lost: 0, waiting: 0 })
})

test('forwardDocuments() refuses what is no destination', () => {
  expect(() => forwardDocuments('ftp://x', () => {})).toThrow()
})
