import {
  MAX_DOCUMENT_BYTES,
  MAX_LINKS_OF_SEGMENT,
  MAX_TRACE_BYTES,
  type ReceivedDocument,
} from '../../document/index.ts'
import { strings } from '../strings.ts'

/** So much of a trace X-Ray always holds; what comes slowly may be cut from here on. */
const SURE_TRACE_BYTES = 100_000

/** Annotations of a trace that X-Ray indexes. @see https://docs.aws.amazon.com/general/latest/gr/xray.html */
const MAX_INDEXED_ANNOTATIONS = 50

/** A segment with all that is nested in it, as JSON. */
export interface DocumentSize {
  id: string
  name: string
  bytes: number
  /** Sent as one document it would be refused: exporters send it in parts. */
  isOver: boolean
}

/** How large a trace is against X-Ray's limits. */
export interface TraceSizes {
  documents: DocumentSize[]
  totalBytes: number
  /** In words, what a real X-Ray would not have kept, or might not. */
  cuts: string[]
}

/** Measures a trace: the largest documents first. */
export function traceSizes(documents: readonly ReceivedDocument[]): TraceSizes {
  const encoder = new TextEncoder()
  const sizes = documents
    .map(document => {
      const { length: bytes } = encoder.encode(JSON.stringify(document))
      return { id: document.id, name: document.name, bytes, isOver: bytes > MAX_DOCUMENT_BYTES }
    })
    .sort((a, b) => b.bytes - a.bytes)
  const totalBytes = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
  return { documents: sizes, totalBytes, cuts: cutsOf(documents, totalBytes) }
}

function cutsOf(documents: readonly ReceivedDocument[], totalBytes: number): string[] {
  const cuts: string[] = []
  const { cuts: text } = strings.trace
  if (totalBytes > MAX_TRACE_BYTES) cuts.push(text.over(totalBytes - MAX_TRACE_BYTES, MAX_TRACE_BYTES))
  else if (totalBytes > SURE_TRACE_BYTES) cuts.push(text.late(SURE_TRACE_BYTES))
  const keys = new Set<string>()
  for (const document of documents) collectKeys(document, keys)
  if (keys.size > MAX_INDEXED_ANNOTATIONS) cuts.push(text.annotations(keys.size, MAX_INDEXED_ANNOTATIONS))
  for (const { name, links } of documents) {
    const count = links?.length ?? 0
    if (count > MAX_LINKS_OF_SEGMENT) cuts.push(text.links(name, count, MAX_LINKS_OF_SEGMENT))
  }
  return cuts
}

function collectKeys(root: ReceivedDocument, keys: Set<string>): void {
  const waiting: Pick<ReceivedDocument, 'annotations' | 'subsegments'>[] = [root]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const key of Object.keys(next.annotations ?? {})) keys.add(key)
    for (const child of next.subsegments ?? []) waiting.push(child)
  }
}
