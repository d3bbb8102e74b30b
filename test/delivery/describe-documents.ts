interface Document {
  name: string
  in_progress?: boolean
  fault?: boolean
  metadata?: { default?: Record<string, unknown> }
  subsegments?: Document[]
}

/**
 * Documents as a reader would tell of them: the span's name, what is nested in it, and what stands out.
 *
 *     'checkout fault (db)', 'open…'
 */
export function describeDocuments(datagrams: readonly string[]): string[] {
  return datagrams.map(datagram => describe(JSON.parse(datagram.slice(datagram.indexOf('\n') + 1))))
}

function describe({ name, in_progress, fault, metadata, subsegments }: Document): string {
  const values = metadata?.default ?? {}
  const flags = [fault && ' fault', 'spanray.cut' in values && ' cut', 'late' in values && ` ${values.late}`]
  const nested = subsegments ? ` (${subsegments.map(describe).join(', ')})` : ''
  return `${values['otel.span.name'] ?? name}${in_progress ? '…' : ''}${flags.filter(Boolean).join('')}${nested}`
}
