import type { LocalXRay, LocalXRayStats } from '../local/index.ts'
import { DEFAULT_ENDPOINT } from './call-endpoint.ts'

/** Addresses that mean every interface; one calls this machine by another. */
const CALLED_AS: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '::1' }

/** What `spanray local` says as soon as it listens: where, how to send it something, and how to ask it. */
export function localBanner({ address, port }: LocalXRay, isTimelineShown: boolean): string {
  const called = CALLED_AS[address] ?? address
  const authority = `${called.includes(':') ? `[${called}]` : called}:${port}`
  const endpoint = `http://${authority}`
  const option = endpoint === DEFAULT_ENDPOINT ? '' : ` --endpoint ${endpoint}`
  const lines = [
    `spanray local is listening on ${authority} (documents over UDP, the X-Ray API over HTTP)`,
    '',
    `  see traces     ${endpoint}`,
    `  trace an app   AWS_XRAY_DAEMON_ADDRESS=${authority} node --require spanray/register app.js`,
    `  list traces    spanray traces${option}`,
    `  see counts     curl ${endpoint}/_spanray/stats`,
    '',
    ...(isTimelineShown ? ['Traces appear here as they arrive; Ctrl+C ends it.', ''] : []),
  ]
  return `${lines.join('\n')}\n`
}

/** What `spanray local` says at the end: `12 documents received, 11 stored, 1 refused; 3 traces`. */
export function localFarewell({ documents, datagrams, traces }: LocalXRayStats): string {
  const seen = traces.held + traces.evicted
  const parts = [
    counted(documents.received, 'document'),
    documents.refused > 0 && `${grouped(documents.refused)} refused`,
    datagrams.rejected > 0 && `${counted(datagrams.rejected, 'unreadable datagram')}`,
    counted(seen, 'trace'),
  ]
  return `spanray local has ended: ${parts.filter(Boolean).join(', ')}\n`
}

function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`
}

function grouped(count: number): string {
  return count.toLocaleString('en-US')
}
