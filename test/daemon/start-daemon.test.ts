import { expect, test, vi } from 'vitest'
import { type DaemonSettings, DEFAULT_SETTINGS } from '../../src/daemon/daemon-settings.ts'
import { startDaemon } from '../../src/daemon/start-daemon.ts'
import { segment } from '../document/documents.ts'
import { HEADER, sendDatagrams } from '../receiver/sockets.ts'
import { type RecordingXRay, startRecordingXRay } from './recording-xray.ts'

const ANY = { host: '127.0.0.1', port: 0 }

async function open(settings: Partial<DaemonSettings>, environment: NodeJS.ProcessEnv = {}) {
  const lines: string[] = []
  const write = (text: string) => lines.push(text)
  const daemon = await startDaemon(
    { ...DEFAULT_SETTINGS, udpAddress: ANY, tcpAddress: ANY, isLocal: true, ...settings },
    { environment, maxBytes: 1e7, log: { debug: write, info: write, warn: write, error: write } },
  )
  return { daemon, lines }
}

const callsOf = (xray: RecordingXRay, path: string) => xray.calls.filter(call => call.path === path)

test('X-Ray is told what became of the documents, failed calls included', async () => {
  await using xray = await startRecordingXRay()
  const { daemon } = await open(
    { endpoint: xray.url, resourceArn: 'arn:aws:ec2:x', concurrency: 1 },
    { AWS_HOSTNAME: 'host', AWS_INSTANCE_ID: 'i-1' },
  )
  xray.answer = () => {
    xray.answer = () => ({})
    return { status: 503, body: {} }
  }
  const document = JSON.stringify(segment('shop'))
  await sendDatagrams('127.0.0.1', daemon.ports.udp!, HEADER + document, `${HEADER}{}`)
  await xray.received(1)
  await daemon.close(5000)
  expect(callsOf(xray, '/TelemetryRecords').map(({ body }) => body)).toMatchObject([
    {
      EC2InstanceId: 'i-1',
      Hostname: 'host',
      ResourceARN: 'arn:aws:ec2:x',
      TelemetryRecords: [
        {
          SegmentsReceivedCount: 2,
          SegmentsSentCount: 1,
          SegmentsRejectedCount: 1,
          SegmentsSpilloverCount: 0,
          BackendConnectionErrors: { HTTPCode5XXCount: 1, HTTPCode4XXCount: 0, TimeoutCount: 0 },
        },
      ],
    },
  ])
})

test('health and metrics are served where they are wanted', async () => {
  await using xray = await startRecordingXRay()
  const { daemon, lines } = await open({ endpoint: xray.url, adminAddress: ANY })
  const [, admin] = /Listening on TCP (\S+), for \/health/.exec(lines.join('\n'))!
  expect((await fetch(`http://${admin}/health`)).status).toBe(200)
  await daemon.close(100)
  await expect(fetch(`http://${admin}/health`)).rejects.toThrow()
})

test('at the end it says what the last call failed on', async () => {
  await using xray = await startRecordingXRay()
  xray.answer = () => ({ status: 503, body: { message: 'busy' } })
  const { daemon } = await open({ endpoint: xray.url })
  await sendDatagrams('127.0.0.1', daemon.ports.udp!, HEADER + JSON.stringify(segment('shop')))
  await vi.waitFor(() => expect(xray.calls.length).toBeGreaterThan(0), 5000)
  const failure = `Cannot call X-Ray at ${xray.url}/TraceSegments: it answered 503 busy`
  expect(await daemon.close(100)).toEqual({ lost: 1, spooled: 0, failure })
})

test('without a region and an endpoint it does not start', async () => {
  vi.stubEnv('AWS_CONFIG_FILE', '/no/such')
  await expect(open({}, {})).rejects.toThrow(/AWS_REGION/)
  vi.unstubAllEnvs()
})

test('the region comes from the environment', async () => {
  const { daemon, lines } = await open({}, { AWS_REGION: 'eu-west-1' })
  expect(lines).toContain('Using region: eu-west-1')
  await daemon.close(0)
})
