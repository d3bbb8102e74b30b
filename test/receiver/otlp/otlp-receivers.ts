import type { OtlpRefusal } from '../../../src/otlp/index.ts'
import {
  createOtlpGrpcServer,
  createOtlpHttpServer,
  type OtlpServerOptions,
} from '../../../src/receiver/index.ts'
import type { EndedSpan } from '../../../src/segment/index.ts'

const SERVERS = { http: createOtlpHttpServer, grpc: createOtlpGrpcServer }

/** A server for OTLP on a free port that writes down what comes. */
export async function openOtlpServer(
  protocol: keyof typeof SERVERS,
  options: Partial<OtlpServerOptions> = {},
) {
  const spans: EndedSpan[] = []
  const refusals: OtlpRefusal[] = []
  const errors: unknown[] = []
  const server = await SERVERS[protocol]({
    host: '127.0.0.1',
    port: 0,
    onSpans: taken => spans.push(...taken) > 0,
    onSpansRefused: refused => refusals.push(...refused),
    onError: error => errors.push(error),
    ...options,
  })
  return { server, spans, refusals, errors, url: `http://127.0.0.1:${server.port}` }
}
