import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { projectRoot, runNode } from '../fixtures/run-node.ts'
import { openReceiver } from './sockets.ts'

/** AWS's exporter and its SDK, which contradict ours: `node tools/prepare.mjs --tests` installs them apart. */
const adot = join(projectRoot, 'node_modules/.cache/adot')

const SCRIPT = `
const { AwsXrayUdpSpanExporter } = require('@aws/aws-distro-opentelemetry-exporter-xray-udp')
const { BasicTracerProvider, SimpleSpanProcessor } = require('@opentelemetry/sdk-trace-base')
const { SpanKind } = require('@opentelemetry/api')
const exporter = new AwsXrayUdpSpanExporter(process.argv[1])
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
const span = provider.getTracer('test').startSpan('GET /cart', { kind: SpanKind.SERVER })
span.setAttribute('http.response.status_code', 200)
span.end()
provider.forceFlush().then(() => setTimeout(() => provider.shutdown(), 100))
`

describe("the UDP exporter of AWS's distribution of OpenTelemetry", () => {
  beforeEach(({ skip }) =>
    skip(!existsSync(join(adot, 'node_modules')), "AWS's UDP exporter is not installed"),
  )

  test('sends spans that are taken', async () => {
    const opened = await openReceiver()
    const { code, stderr } = await runNode(['-e', SCRIPT, `127.0.0.1:${opened.receiver.port}`], {}, adot)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    await vi.waitFor(() => expect(opened.spans.length).toBe(1))
    expect(opened.spans[0]).toMatchObject({
      name: 'GET /cart',
      kind: 1,
      attributes: { 'http.response.status_code': 200 },
    })
    expect([opened.refusals, opened.spanRefusals, opened.documents]).toEqual([[], [], []])
    await opened.receiver.close()
  })
})
