import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { checkCaller, listen } from '../receiver/index.ts'
import type { DaemonStats } from './create-daemon.ts'
import type { HostPort } from './daemon-settings.ts'
import { metricsText } from './metrics-text.ts'

/** An open admin server. */
export interface AdminServer {
  readonly port: number
  close(): Promise<void>
}

/** Nobody has anything long to say here. */
const TIMEOUT_MILLIS = 5000
const MAX_CONNECTIONS = 100

/**
 * Serves `/health`, which is 200 as long as the daemon takes documents in, and `/metrics` for Prometheus. Rejects when the
 * address cannot be had.
 *
 * `/health` is of the daemon and not of X-Ray: what waits for a destination would be lost by a restart.
 *
 * @param onError called with what the open server failed on
 */
export async function createAdminServer(
  address: HostPort,
  stats: () => DaemonStats,
  onError: (error: unknown) => void,
): Promise<AdminServer> {
  const server = createServer({ headersTimeout: TIMEOUT_MILLIS, requestTimeout: TIMEOUT_MILLIS })
  server.maxConnections = MAX_CONNECTIONS
  server.on('request', (request, response) => {
    request.resume()
    send(response, answerTo(request, address.host, stats))
  })
  const { port } = await listen(server, { ...address, onError })
  return {
    port,
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

interface Answer {
  readonly status: number
  readonly type?: string
  readonly body: string
}

function answerTo(request: IncomingMessage, host: string, stats: () => DaemonStats): Answer {
  const path = (request.url ?? '/').split('?', 1)[0]
  try {
    checkCaller(request, host)
  } catch (error) {
    return { status: 403, body: `${(error as Error).message}\n` }
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return { status: 405, body: '/health and /metrics answer to GET\n' }
  }
  if (path === '/health') return { status: 200, type: 'application/json', body: health(stats()) }
  if (path === '/metrics') return { status: 200, type: PROMETHEUS, body: metricsText(stats()) }
  return { status: 404, body: 'There is /health and /metrics\n' }
}

const PROMETHEUS = 'text/plain; version=0.0.4; charset=utf-8'

function health({ documents: { waiting }, trouble }: DaemonStats): string {
  const delivery = trouble === undefined ? 'ok' : `failing: ${trouble}`
  return `${JSON.stringify({ status: 'ok', delivery, waiting })}\n`
}

function send(response: ServerResponse, { status, type = 'text/plain; charset=utf-8', body }: Answer): void {
  response.writeHead(status, {
    ...(status === 405 && { allow: 'GET' }),
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
  response.end(response.req.method === 'HEAD' ? undefined : body)
}
