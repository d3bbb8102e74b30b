import { createServer, request } from 'node:http'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type AdminServer, createAdminServer } from '../../src/daemon/create-admin-server.ts'
import { Accounts } from '../../src/emit/index.ts'

vi.mock('node:http', { spy: true })

const accounts = new Accounts()
const onError = vi.fn()
let server: AdminServer
let trouble: string | undefined

beforeEach(async () => {
  trouble = undefined
  const stats = () => ({
    documents: accounts.snapshot(),
    spans: accounts.snapshot(),
    kernelDrops: 0,
    receiveBufferBytes: 212_992,
    queueBytes: 0,
    spoolBytes: 0,
    trouble,
  })
  server = await createAdminServer({ host: '127.0.0.1', port: 0 }, stats, onError)
})
afterEach(() => server.close())

const ask = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${server.port}${path}`, init)

test('/health is well as long as documents come in, and says whether they go out', async () => {
  const answer = await ask('/health')
  expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok', delivery: 'ok', waiting: 0 }])
  trouble = 'timeout'
  expect(await (await ask('/health')).json()).toMatchObject({ delivery: 'failing: timeout' })
  expect(await (await ask('/health', { method: 'HEAD' })).text()).toBe('')
})

test('/metrics is text for Prometheus', async () => {
  const answer = await ask('/metrics')
  expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  expect(await answer.text()).toContain('spanray_daemon_documents_received_total 0')
})

test('nothing else is there, and nothing is to be sent', async () => {
  expect((await ask('/')).status).toBe(404)
  const answer = await ask('/health', { method: 'POST', body: 'x'.repeat(1_000_000) })
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET'])
})

test('a web page that has another name pointed here is refused', async () => {
  const status = await new Promise(resolve => {
    request({ port: server.port, path: '/metrics', headers: { host: 'evil.example' } }, answer =>
      resolve(answer.statusCode),
    ).end()
  })
  expect(status).toBe(403)
})

test('a connection that cannot be had ends nothing', async () => {
  const opened = vi.mocked(createServer).mock.results.at(-1)?.value
  const noRoom = new Error('accept EMFILE')
  for (let times = 0; times < 2; times++) opened.emit('error', noRoom)
  expect(onError.mock.calls).toEqual([[noRoom], [noRoom]])
  expect((await ask('/health')).status).toBe(200)
})
