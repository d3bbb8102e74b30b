import type { AccountsSnapshot } from '../emit/index.ts'
import type { DaemonStats } from './create-daemon.ts'

/**
 * What a daemon has done, for Prometheus.
 *
 *     spanray_daemon_documents_dropped_total{reason="queue_full"} 12
 *
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function metricsText(stats: DaemonStats): string {
  const lines = [
    ...ledger('documents', 'Segment documents', stats.documents),
    ...ledger('spans', 'Spans of OTLP', stats.spans),
    ...kernel(stats),
    ...gauge('queue_bytes', 'Bytes of documents in memory.', stats.queueBytes),
    ...gauge('spool_bytes', 'Bytes of the spool on disk.', stats.spoolBytes),
    ...gauge('delivering', '0 while the destination takes nothing.', stats.trouble === undefined ? 1 : 0),
  ]
  return `${lines.join('\n')}\n`
}

function kernel({ kernelDrops, receiveBufferBytes }: DaemonStats): string[] {
  const room = gauge('receive_buffer_bytes', "The kernel's room for datagrams.", receiveBufferBytes)
  if (kernelDrops === undefined) return room
  const help = 'Datagrams that found no room in the kernel.'
  return [...room, ...counter('kernel_dropped_datagrams_total', help, { '': kernelDrops })]
}

function ledger(what: string, title: string, accounts: AccountsSnapshot): string[] {
  const { made, sent, unprocessed, rejected, dropped, waiting } = accounts
  return [
    ...counter(`${what}_received_total`, `${title} that came in.`, { '': made }),
    ...counter(`${what}_sent_total`, `${title} that the destination has taken.`, { '': sent }),
    ...counter(`${what}_unprocessed_total`, `${title} that X-Ray refused.`, labelled('code', unprocessed)),
    ...counter(`${what}_rejected_total`, `${title} that are invalid.`, labelled('reason', rejected)),
    ...counter(`${what}_dropped_total`, `${title} that were given up.`, labelled('reason', dropped)),
    ...gauge(`${what}_waiting`, `${title} on their way.`, waiting),
  ]
}

function labelled(label: string, counts: Readonly<Record<string, number>>): Record<string, number> {
  const entries = Object.entries(counts).map(([value, count]) => [`{${label}="${escaped(value)}"}`, count])
  return Object.fromEntries(entries)
}

function escaped(value: string): string {
  return value.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')
}

function counter(name: string, help: string, values: Readonly<Record<string, number>>): string[] {
  return metric('counter', name, help, values)
}

function gauge(name: string, help: string, value: number): string[] {
  return metric('gauge', name, help, { '': value })
}

function metric(
  type: string,
  name: string,
  help: string,
  values: Readonly<Record<string, number>>,
): string[] {
  const full = `spanray_daemon_${name}`
  const rows = Object.entries(values).map(([labels, value]) => `${full}${labels} ${value}`)
  return [`# HELP ${full} ${help}`, `# TYPE ${full} ${type}`, ...rows]
}
