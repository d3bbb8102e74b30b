import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import type { Segment } from '../../src/document/index.ts'
import { projectRoot, runNode } from '../fixtures/run-node.ts'
import { listenUdp } from '../fixtures/udp-listener.ts'

// The variables that users of OpenTelemetry's SDK know, in a process under the preload.

const app = join(projectRoot, 'test/fixtures/apps/one-span.cjs')

/** Runs an app that makes one span, and gives back its document, if there is one. */
async function run(environment: NodeJS.ProcessEnv) {
  await using daemon = await listenUdp()
  const { code, stdout, stderr } = await runNode(['--require', 'spanray/register', app], {
    AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${daemon.port}`,
    ...environment,
  })
  expect(code, stderr).toBe(0)
  const documents = daemon.datagrams.map((datagram): Segment => JSON.parse(datagram.split('\n')[1]!))
  return { stdout, stderr, documents, work: documents[0]?.subsegments?.[0] }
}

describe('limits', () => {
  it('without any, the span is whole', async () => {
    const { documents, work, stderr } = await run({})
    expect(work?.metadata?.default).toMatchObject({ first: 'one word', second: 'two words' })
    expect(documents[0]?.links).toHaveLength(2)
    expect(JSON.stringify(work)).toContain('happened twice')
    expect(stderr).toBe('')
  })

  it.each(['OTEL_ATTRIBUTE_COUNT_LIMIT', 'OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT'])('%s', async name => {
    const { work } = await run({ [name]: '1' })
    expect(work?.metadata?.default).toMatchObject({ first: 'one word' })
    expect(work?.metadata?.default).not.toHaveProperty('second')
  })

  it.each(['OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT', 'OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT'])(
    '%s',
    async name => {
      const { work } = await run({ [name]: '3' })
      expect(work?.metadata?.default).toMatchObject({ first: 'one', second: 'two' })
    },
  )

  it('OTEL_SPAN_EVENT_COUNT_LIMIT', async () => {
    const text = JSON.stringify((await run({ OTEL_SPAN_EVENT_COUNT_LIMIT: '1' })).work)
    expect(text).toContain('happened twice')
    expect(text).not.toContain('happened once')
  })

  it('OTEL_SPAN_LINK_COUNT_LIMIT', async () => {
    expect((await run({ OTEL_SPAN_LINK_COUNT_LIMIT: '1' })).documents[0]?.links).toHaveLength(1)
  })

  it.each(['OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT', 'OTEL_SPAN_ATTRIBUTE_PER_EVENT_COUNT_LIMIT'])(
    '%s',
    async name => {
      const text = JSON.stringify((await run({ [name]: '1' })).work)
      expect(text).toContain('of event 1')
      expect(text).not.toContain('of event 2')
    },
  )

  it.each(['OTEL_LINK_ATTRIBUTE_COUNT_LIMIT', 'OTEL_SPAN_ATTRIBUTE_PER_LINK_COUNT_LIMIT'])(
    '%s',
    async name => {
      const text = JSON.stringify((await run({ [name]: '1' })).documents)
      expect(text).toContain('of link 1')
      expect(text).not.toContain('of link 2')
    },
  )
})

describe('exporters', () => {
  it('console writes spans to standard output, beside X-Ray', async () => {
    const { stdout, documents } = await run({ OTEL_TRACES_EXPORTER: 'console,xray' })
    expect(stdout).toContain("name: 'work'")
    expect(documents).toHaveLength(1)
  })

  it('none sends nothing', async () => {
    const { stdout, stderr, documents } = await run({ OTEL_TRACES_EXPORTER: 'none' })
    expect({ stdout, stderr, documents }).toEqual({ stdout: '', stderr: '', documents: [] })
  })

  it.each([
    ['http/json', 'application/json'],
    ['http/protobuf', 'application/x-protobuf'],
  ])('otlp by %s goes where OTEL_EXPORTER_OTLP_* say, beside X-Ray', async (protocol, type) => {
    const requests: { url: string; type: string; key: string; body: string }[] = []
    const collector = createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      const { 'content-type': type, 'x-key': key } = request.headers
      requests.push({ url: `${request.url}`, type: `${type}`, key: `${key}`, body })
      response.end()
    }).listen(0, '127.0.0.1')
    try {
      await new Promise(resolve => collector.once('listening', resolve))
      const { port } = collector.address() as AddressInfo
      const { stderr, documents } = await run({
        OTEL_TRACES_EXPORTER: 'xray,otlp',
        OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
        OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
        OTEL_EXPORTER_OTLP_HEADERS: 'x-key=secret',
      })
      expect(stderr).toBe('')
      expect(requests).toMatchObject([{ url: '/v1/traces', type, key: 'secret' }])
      expect(requests[0]?.body).toContain('work')
      expect(documents).toHaveLength(1)
    } finally {
      collector.close()
    }
  })
})

describe('batches', () => {
  it.each([{ OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '1' }, { OTEL_BSP_MAX_QUEUE_SIZE: '1' }])(
    '%j has spans go ahead of their root',
    async bounds => {
      expect((await run({ ...bounds, CHILDREN: '3' })).documents.length).toBeGreaterThan(1)
      expect((await run({ CHILDREN: '3' })).documents).toHaveLength(1)
    },
  )
})

describe('resource', () => {
  it.each(['host', 'os', 'process', 'serviceinstance', 'all'])(
    'OTEL_NODE_RESOURCE_DETECTORS=%s',
    async name => {
      const { documents, stderr } = await run({ OTEL_NODE_RESOURCE_DETECTORS: name })
      expect(stderr).toBe('')
      const text = JSON.stringify(documents)
      const found = { host: 'host.name', os: 'os.type', process: 'process.pid', serviceinstance: 'instance' }
      for (const [detector, attribute] of Object.entries(found))
        expect(text.includes(attribute), attribute).toBe([detector, 'all'].includes(name))
    },
  )

  it('OTEL_RESOURCE_ATTRIBUTES and OTEL_SERVICE_NAME', async () => {
    const { documents } = await run({
      OTEL_SERVICE_NAME: 'shop',
      OTEL_RESOURCE_ATTRIBUTES: 'service.name=other,service.version=1.2,team=a%2Cb',
    })
    expect(documents[0]).toMatchObject({ name: 'shop', service: { version: '1.2' } })
    expect(JSON.stringify(documents[0])).toContain('"a,b"')
  })
})

test('OTEL_PROPAGATORS=b3,b3multi,jaeger,xray-lambda writes the headers of all', async () => {
  const { stdout, stderr } = await run({
    OTEL_PROPAGATORS: 'b3,b3multi,jaeger,xray-lambda',
    PRINT_HEADERS: 'yes',
  })
  expect(stderr).toBe('')
  expect(Object.keys(JSON.parse(stdout)).sort()).toEqual(
    ['b3', 'uber-trace-id', 'X-Amzn-Trace-Id', 'x-b3-sampled', 'x-b3-spanid', 'x-b3-traceid'].sort(),
  )
})

test('OTEL_LOG_LEVEL=debug tells more, on standard error; none tells nothing', async () => {
  const debug = await run({ OTEL_LOG_LEVEL: 'debug' })
  expect(debug.stderr).not.toBe('')
  expect(debug.stdout).toBe('')
  expect((await run({ OTEL_LOG_LEVEL: 'none', OTEL_TRACES_SAMPLER: 'x' })).stderr).toBe('')
})

test('OTEL_SEMCONV_STABILITY_OPT_IN changes no document', async () => {
  const { stderr, work } = await run({ OTEL_SEMCONV_STABILITY_OPT_IN: 'http/dup,database/dup' })
  expect(stderr).toBe('')
  expect(work).toMatchObject({ name: 'work' })
})

test.each([
  [{ OTEL_BSP_MAX_QUEUE_SIZE: 'many' }, /'many'.*whole number from 1 up/],
  [{ OTEL_SPAN_LINK_COUNT_LIMIT: '-5' }, /'-5'.*whole number from 0 up/],
  [{ OTEL_LOG_LEVEL: 'loud' }, /'loud'.*none, silent, error, warn, info, debug, verbose, all/],
  [{ OTEL_TRACES_EXPORTER: 'pigeon' }, /'pigeon'.*xray, otlp, zipkin, console, none/],
  [
    { OTEL_NODE_RESOURCE_DETECTORS: 'moon,env' },
    /'moon'.*env, host, os, process, serviceinstance, aws, all or none/,
  ],
  [{ OTEL_RESOURCE_ATTRIBUTES: 'team' }, /'team'.*key=value,key=value/],
  [{ OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'http,htpp' }, /'htpp'.*http/],
  [{ OTEL_PROPAGATORS: 'xray,pigeon' }, /'pigeon'.*b3multi/],
  [{ OTEL_CONFIG_FILE: 'otel.yaml' }, /'otel\.yaml' is not read/],
  [{ OTEL_METRICS_EXPORTER: 'otlp' }, /OTEL_METRICS_EXPORTER='otlp'.*traces only/],
  [{ OTEL_LOGS_EXPORTER: 'console' }, /OTEL_LOGS_EXPORTER='console'.*traces only/],
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://collector:4318' }, /xray,otlp for both/],
  [{ OTEL_TRACES_EXPORTER: 'xray,otlp', OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, /exporter-trace-otlp-grpc/],
  [{ OTEL_TRACES_EXPORTER: 'xray,zipkin' }, /exporter-zipkin/],
])('%j is one warning, and the span arrives', async (environment, warning) => {
  const { stderr, documents } = await run(environment)
  expect(stderr).toMatch(warning)
  expect(stderr.trim().split('\n')).toHaveLength(1)
  expect(documents).toHaveLength(1)
})
