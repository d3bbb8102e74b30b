import { parseDocument } from '../document/index.ts'

/**
 * How a log names a document: by the ids that it is found with.
 *
 *     segment 70de5b6f19ff9a0a of trace 1-581cf771-a006649127e371903a2de979
 */
export function documentLabel(bytes: Uint8Array): string {
  const { document } = parseDocument(new TextDecoder().decode(bytes))
  if (!document) return 'spans of OTLP'
  const kind = document.type === 'subsegment' ? 'subsegment' : 'segment'
  return `${kind} ${document.id} of trace ${document.trace_id}`
}
