import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test, vi } from 'vitest'
import { EventStream } from '../../../src/local/endpoints/event-stream.ts'

test('EventStream tells those who listen, until they go or it is closed', async () => {
  const events = new EventStream()
  const server = createServer((request, response) => void events.listen(request, response)).listen(
    0,
    '127.0.0.1',
  )
  await new Promise(resolve => server.once('listening', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  expect(events.isHeard).toBe(false)
  const leaving = new AbortController()
  const [stays] = await Promise.all([fetch(url), fetch(url, { signal: leaving.signal })])
  expect(stays.headers.get('content-type')).toBe('text/event-stream')
  leaving.abort()
  events.send('trace', { id: 7 })
  await vi.waitFor(() => expect(events.isHeard).toBe(true))
  events.close()
  expect(await stays.text()).toBe('retry: 1000\n\nevent: trace\ndata: {"id":7}\n\n')
  await vi.waitFor(() => expect(events.isHeard).toBe(false))
  server.close()
})
