import { type ApiServer, createApiServer } from '../create-api-server.ts'
import { otlpHttpRoute } from './otlp-http-route.ts'
import type { OtlpServerOptions } from './otlp-server-options.ts'

/**
 * Listens for OTLP over HTTP, at `/v1/traces`. Rejects when the address cannot be had (`EADDRINUSE`).
 *
 *     await createOtlpHttpServer({ host: '127.0.0.1', port: 4318, onSpans: spans => queue.add(spans), … })
 */
export function createOtlpHttpServer(options: OtlpServerOptions): Promise<ApiServer> {
  return createApiServer({
    ...options,
    operations: {},
    pages: {},
    routes: { '/v1/traces': otlpHttpRoute(options) },
  })
}
