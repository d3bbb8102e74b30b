import { createServer } from 'node:http'
import { expect, test, vi } from 'vitest'
import { listen } from '../../src/receiver/listen.ts'

test('gives the address and the port, and rejects when another has them', async () => {
  const [first, second] = [createServer(), createServer()]
  const onError = vi.fn()
  const { host, port } = await listen(first, { host: '127.0.0.1', port: 0, onError })
  expect([host, port > 0]).toEqual(['127.0.0.1', true])
  await expect(listen(second, { host, port, onError })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  expect(onError).not.toHaveBeenCalled()
  first.emit('error', new Error('later'))
  expect(onError).toHaveBeenCalledWith(new Error('later'))
  first.close()
})
