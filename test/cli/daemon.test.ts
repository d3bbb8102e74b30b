import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { startRecordingXRay } from '../daemon/recording-xray.ts'
import { segment } from '../document/documents.ts'
import { serveHttp } from '../fixtures/http-server.ts'
import { HEADER, sendDatagrams } from '../receiver/sockets.ts'
import { type BuiltCli, buildCli, type RunningCli } from './built-cli.ts'

let cli: BuiltCli
const running: RunningCli[] = []
const folder = mkdtempSync(join(tmpdir(), 'spanray-daemon-cli-'))

beforeAll(async () => {
  cli = await buildCli()
})
afterAll(() => {
  cli.remove()
  rmSync(folder, { recursive: true, force: true })
})
afterEach(async () => {
  for (const each of running.splice(0)) {
    each.process.kill('SIGKILL')
    await each.exitCode
  }
})

async function start(endpoint: string, ...args: string[]) {
  const all = ['daemon', '-o', '-b', '127.0.0.1:0', '-t', '127.0.0.1:0', '--endpoint', endpoint, ...args]
  const daemon = cli.start(all)
  running.push(daemon)
  const [, udp] = await daemon.seen('stdout', /Listening on UDP 127\.0\.0\.1:(\d+)/)
  await daemon.seen('stdout', /Sending to /)
  return { daemon, port: Number(udp) }
}

const document = (at: number) => JSON.stringify(segment(`s${at}`))
const documents = (count: number) => Array.from({ length: count }, (_, at) => document(at))
const send = (port: number, all: string[]) =>
  sendDatagrams('127.0.0.1', port, ...all.map(each => HEADER + each))

test('documents go from the socket to X-Ray, and SIGTERM delivers what waits', async () => {
  await using xray = await startRecordingXRay()
  const { daemon, port } = await start(xray.url)
  await send(port, documents(3))
  await new Promise(resolve => setTimeout(resolve, 100))
  daemon.process.kill('SIGTERM')
  expect(await daemon.exitCode).toBe(0)
  expect(xray.documents()).toEqual(documents(3))
  expect(daemon.stdout()).toMatch(/Successfully sent batch of 3 segments.*\n(.*\n)*.*Shutdown finished\n$/)
})

test.each<[string, RequestListener]>([
  ['says what it is', (_, response) => response.end('i-1')],
  ['says nothing', () => {}],
])('it ends as it should on a machine whose metadata %s', async (_, listener) => {
  await using xray = await startRecordingXRay()
  await using metadata = await serveHttp(listener)
  const args = ['daemon', '-b', '127.0.0.1:0', '-t', '127.0.0.1:0', '--endpoint', xray.url]
  const daemon = cli.start([...args, '--region', 'eu-west-1'], {
    AWS_EC2_METADATA_SERVICE_ENDPOINT: metadata.url,
  })
  running.push(daemon)
  const [, port] = await daemon.seen('stdout', /Listening on UDP 127\.0\.0\.1:(\d+)/)
  await send(Number(port), documents(1))
  await xray.received(1)
  daemon.process.kill('SIGTERM')
  expect(await daemon.exitCode).toBe(0)
  expect(daemon.stdout()).toMatch(/Shutdown finished\n$/)
})

test('a burst of a thousand documents arrives whole with 10 MB', async () => {
  await using xray = await startRecordingXRay()
  const { port } = await start(xray.url, '-m', '10')
  await send(port, documents(1000))
  expect((await xray.received(1000)).sort()).toEqual(documents(1000).sort())
})

test.skipIf(process.platform !== 'linux')(
  'requests of OTLP that are as large as may be do not make it grow without end [/proc of Linux]',
  async () => {
    const { daemon } = await start('http://127.0.0.1:9', '-m', '64', '--otlp-http', '127.0.0.1:0')
    const [, http] = await daemon.seen('stdout', /TCP 127\.0\.0\.1:(\d+), for OTLP over HTTP/)
    const spans = (fields: string) =>
      `{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"${'1'.repeat(32)}","spanId":"${'1'.repeat(16)}","startTimeUnixNano":"1","endTimeUnixNano":"2",${fields}}]}]}]}`
    const texts = [
      '['.repeat(8_000_000),
      spans(`"links":[${'{},'.repeat(300_000)}{}]`),
      spans(`"name":"${'\\u00e9'.repeat(2_500_000)}"`),
      gzipSync(Buffer.alloc(100_000_000)),
    ]
    const post = (body: string | Buffer) => {
      const headers = {
        'content-type': 'application/json',
        ...(typeof body !== 'string' && { 'content-encoding': 'gzip' }),
      }
      return fetch(`http://127.0.0.1:${http}/v1/traces`, { method: 'POST', body, headers })
    }
    for (const text of texts) await Promise.all([post(text), post(text)])
    const status = readFileSync(`/proc/${daemon.process.pid}/status`, 'utf8')
    expect(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024).toBeLessThan(500)
    expect((await post('{}')).status).toBe(200)
  },
)

test('what is in the spool outlives kill -9', async () => {
  const spool = join(folder, 'spool')
  const { daemon, port } = await start('http://127.0.0.1:9', '--spool', spool)
  await send(port, documents(120))
  // Two batches of 50; the third is written a second later.
  const batches = () =>
    readdirSync(spool).flatMap(name => readFileSync(join(spool, name), 'utf8').match(/^\{"batch"/gm) ?? [])
  await vi.waitFor(() => expect(batches().length).toBeGreaterThanOrEqual(2), 5000)
  daemon.process.kill('SIGKILL')
  await daemon.exitCode
  await using xray = await startRecordingXRay()
  const { daemon: next } = await start(xray.url, '--spool', spool)
  const arrived = await xray.received(100)
  expect(
    documents(120)
      .slice(0, 100)
      .filter(each => !arrived.includes(each)),
  ).toEqual([])
  next.process.kill('SIGTERM')
  await next.exitCode
  expect(readdirSync(spool)).toEqual([])
})

test('what is not delivered in time is told, with where it is', async () => {
  const { daemon, port } = await start('http://127.0.0.1:9', '--shutdown-seconds', '0')
  await send(port, documents(2))
  await new Promise(resolve => setTimeout(resolve, 100))
  daemon.process.kill('SIGTERM')
  expect(await daemon.exitCode).toBe(0)
  expect(daemon.stdout()).toMatch(/\[Error\] Shutdown: 2 segment documents were not delivered and are lost/)
})

test('who reads its log and the terminal may go: what waits is delivered', async () => {
  await using xray = await startRecordingXRay()
  const { daemon, port } = await start(xray.url)
  await send(port, documents(3))
  daemon.process.stdout!.destroy()
  daemon.process.kill('SIGHUP')
  expect(await daemon.exitCode).toBe(0)
  expect(xray.documents()).toEqual(documents(3))
})

test('a busy port, a wrong file and a wrong flag end it with the reason', async () => {
  const { port } = await start('http://127.0.0.1:9')
  const busy = await cli.run(['daemon', '-n', 'us-east-1', '-b', `127.0.0.1:${port}`, '-t', '127.0.0.1:0'])
  expect(busy.exitCode).toBe(1)
  expect(busy.stdout).toMatch(
    /\[Error\] Cannot listen on 127\.0\.0\.1:\d+: UDP port \d+ is in use by .*daemon/,
  )
  const file = join(folder, 'cfg.yaml')
  writeFileSync(file, 'Version: 2\nNothing: 1\n')
  const wrong = await cli.run(['daemon', '-c', file])
  expect(wrong).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('it has the unknown key "Nothing"'),
  })
  const unknown = await cli.run(['daemon', '--nothing'])
  expect(unknown).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("Unknown flag '--nothing'") })
})

test('--help and --version are answered', async () => {
  expect((await cli.run(['daemon', '-h'])).stdout).toMatch(/-m, --buffer-memory MB {2}/)
  expect((await cli.run(['daemon', '-v'])).stdout).toBe('spanray daemon version: 1.2.3\n')
})
