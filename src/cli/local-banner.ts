import type { LocalXRay, LocalXRayStats } from '../local/index.ts'
import { DEFAULT_ENDPOINT } from './call-endpoint.ts'
import { countNoun } from './count-noun.ts'

/** Addresses that mean every interface; one calls this machine by another. */
const CALLED_AS: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '::1' }

/** What `spanray local` says as soon as it listens: where, how to send it something, and how to ask it. */
export function localBanner({ address, port, otlp }: LocalXRay, isTimelineShown: boolean): string {
  const called = CALLED_AS[address] ?? address
  const authority = `${called.includes(':') ? `[${called}]` : called}:${port}`
  const endpoint = `http://${authority}`
  const isDefault = endpoint === DEFAULT_ENDPOINT
  const option = isDefault ? '' : ` --endpoint ${endpoint}`
  const destination = isDefault ? '' : `AWS_XRAY_DAEMON_ADDRESS=${authority} `
  const otlpPorts = [otlp.httpPort && `${otlp.httpPort} (HTTP)`, otlp.grpcPort && `${otlp.grpcPort} (gRPC)`]
  const others = otlpPorts.filter(Boolean)
  const lines = [
    `spanray local is listening on ${authority} (documents over UDP, the X-Ray API and OTLP over HTTP)`,
    ...(others.length > 0 ? [`and for OTLP on port ${others.join(' and ')}`] : []),
    '',
    `  see traces     ${endpoint}`,
    `  trace an app   ${destination}OTEL_TRACES_SAMPLER=always_on node --require spanray/register app.js`,
    '                 (without always_on one request a second and 5 % are taken, until the rules are read)',
    `  list traces    spanray traces${option}`,
    `  see counts     curl ${endpoint}/_spanray/stats`,
    '',
    ...(isTimelineShown ? ['Traces appear here as they arrive; Ctrl+C ends it.', ''] : []),
  ]
  return `${lines.join('\n')}\n`
}

/** What `spanray local` says when it has taken in what was kept: `120 documents are back, 1 line skipped`. */
export function replayText(documents: number, skipped: number): string {
  const lost = skipped > 0 ? `, ${countNoun(skipped, 'unreadable line')} skipped` : ''
  return `${countNoun(documents, 'document')} of before ${documents === 1 ? 'is' : 'are'} back${lost}\n`
}

/** What `spanray local` says at the end: `12 documents, 1 refused, 11 forwarded, 3 traces`. */
export function localFarewell(
  { documents, datagrams, traces }: LocalXRayStats,
  forwarded?: { sent: number; lost: number },
): string {
  const seen = traces.held + traces.evicted
  const parts = [
    countNoun(documents.received, 'document'),
    documents.refused > 0 && `${grouped(documents.refused)} refused`,
    datagrams.rejected > 0 && `${countNoun(datagrams.rejected, 'unreadable datagram')}`,
    forwarded && `${grouped(forwarded.sent)} forwarded`,
    forwarded && forwarded.lost > 0 && `${grouped(forwarded.lost)} not forwarded`,
    countNoun(seen, 'trace'),
    traces.evicted > 0 && `${grouped(traces.evicted)} evicted`,
  ]
  return `spanray local has ended: ${parts.filter(Boolean).join(', ')}\n`
}

function grouped(count: number): string {
  return count.toLocaleString('en-US')
}
