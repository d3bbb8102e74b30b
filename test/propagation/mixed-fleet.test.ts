// Services traced by X-Ray's own SDK and services traced by spanray, in one trace.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Segment, Subsegment } from '../../src/document/index.ts'
import { plainEnvironment, projectRoot } from '../fixtures/run-node.ts'
import { listenUdp, type UdpListener } from '../fixtures/udp-listener.ts'

const apps = join(projectRoot, 'test/fixtures/apps/fleet')
const ROOT = 'Root=1-6921746b-5ac69fc467c01f3a268dc236'

const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.disconnect()
})

type Tracer = 'xray-sdk' | 'spanray' | 'both'

/** Starts the services, each calling the one behind it; gives back the URL of the first. */
async function startFleet(tracers: readonly Tracer[], daemon: UdpListener): Promise<string> {
  let next = ''
  for (const [index, tracer] of [...tracers.entries()].reverse()) {
    const child = fork(join(apps, tracer === 'spanray' ? 'service.cjs' : 'xray-sdk-service.cjs'), {
      cwd: projectRoot,
      execArgv: tracer === 'xray-sdk' ? [] : ['--require', 'spanray/register'],
      env: {
        ...plainEnvironment(),
        AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${daemon.port}`,
        OTEL_SERVICE_NAME: `${index}-${tracer}`,
        NEXT_URL: next,
      },
    })
    children.push(child)
    const [{ port }] = await once(child, 'message')
    next = `http://127.0.0.1:${port}/`
  }
  return next
}

async function ask(url: string, sampled: 0 | 1): Promise<string> {
  const header = `${ROOT};Parent=53995c3f42cd8ad8;Sampled=${sampled}`
  return (await fetch(url, { headers: { 'X-Amzn-Trace-Id': header } })).text()
}

/** The services' segments, in their order, as soon as all have arrived. */
async function segmentsOf(count: number, daemon: UdpListener): Promise<Segment[]> {
  const datagrams = await daemon.received(count)
  return datagrams
    .map((datagram): Segment => JSON.parse(datagram.slice(datagram.indexOf('\n') + 1)))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

const callOf = (segment: Segment | undefined): Subsegment | undefined =>
  segment?.subsegments?.find(subsegment => subsegment.namespace === 'remote')

test.each<[Tracer[]]>([[['xray-sdk', 'spanray', 'xray-sdk']], [['spanray', 'xray-sdk', 'spanray']]])(
  '%j are one trace, each below the call of the one before',
  async tracers => {
    await using daemon = await listenUdp()
    expect(await ask(await startFleet(tracers, daemon), 1)).toBe('end of the line')
    const segments = await segmentsOf(3, daemon)
    expect(segments.map(({ name }) => name)).toEqual(tracers.map((tracer, index) => `${index}-${tracer}`))
    expect(segments.map(({ trace_id }) => `Root=${trace_id}`)).toEqual([ROOT, ROOT, ROOT])
    expect(segments.map(({ parent_id }) => parent_id)).toEqual([
      '53995c3f42cd8ad8',
      callOf(segments[0])?.id,
      callOf(segments[1])?.id,
    ])
  },
)

test('a trace that its caller does not take is taken by none of them', async () => {
  await using daemon = await listenUdp()
  const url = await startFleet(['xray-sdk', 'spanray', 'xray-sdk', 'spanray'], daemon)
  expect(await ask(url, 0)).toBe('end of the line')
  // What follows is taken, and is all that there is.
  await ask(url, 1)
  expect(await segmentsOf(4, daemon)).toHaveLength(4)
})

test('both in one process make two segments of each request, in the same trace', async () => {
  await using daemon = await listenUdp()
  await ask(await startFleet(['both', 'spanray'], daemon), 1)
  const segments = await segmentsOf(3, daemon)
  expect(segments.map(({ name }) => name)).toEqual(['0-both', '0-both', '1-spanray'])
  expect(new Set(segments.map(({ trace_id }) => `Root=${trace_id}`))).toEqual(new Set([ROOT]))
})
