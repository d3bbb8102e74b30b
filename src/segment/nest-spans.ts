import type { IndexedAttributes } from './annotations-and-metadata.ts'
import { CONSUMER, type EndedSpan, SERVER } from './ended-span.ts'
import { type OpenDocument, spanToSegment } from './span-to-segment.ts'

/** Levels of subsegments in one document: what lies deeper is a document of its own, under its parent's id. */
const MAX_LEVELS = 50

/**
 * The spans as trees of documents: each subsegment under its parent, where that is among the spans and of the same
 * trace and service. Gives back the tops of the trees, in the order in which their spans came.
 *
 *     [client under server, server] → [server with the client in it]
 */
export function nestSpans(spans: readonly EndedSpan[], indexed: IndexedAttributes): OpenDocument[] {
  const nodes = linkNodes(spans)
  for (const node of nodes) node.document = spanToSegment(node.span, isLocalRoot(node), indexed)
  const tops: OpenDocument[] = []
  for (const node of nodes) {
    const document = node.document!
    if (levelOf(node) > 0) ownSubsegments(node.parent!).push(document)
    else tops.push(document)
  }
  return tops
}

interface Node {
  readonly span: EndedSpan
  /** The parent among the spans. */
  parent: Node | undefined
  document: OpenDocument | undefined
  /** How deep it lies in its document. */
  level: number | undefined
}

function linkNodes(spans: readonly EndedSpan[]): Node[] {
  const byId = new Map<string, Node>()
  const nodes = spans.map((span): Node => {
    const node = { span, parent: undefined, document: undefined, level: undefined }
    byId.set(span.spanContext().spanId, node)
    return node
  })
  for (const node of nodes) {
    const parentId = node.span.parentSpanContext?.spanId
    const parent = parentId === undefined ? undefined : byId.get(parentId)
    if (parent && isSameService(parent.span, node.span)) node.parent = parent
  }
  return nodes
}

function isSameService(parent: EndedSpan, child: EndedSpan): boolean {
  return parent.resource === child.resource && parent.spanContext().traceId === child.spanContext().traceId
}

/**
 * Whether the service's part in the trace begins with this span: it has no parent, or its parent is in another
 * process. Where nobody says so, a parent among these spans is in this process; else a server or consumer has been
 * called from outside, and no other kind has.
 */
function isLocalRoot({ span, parent }: Node): boolean {
  if (!span.parentSpanContext || span.attributes['aws.span.kind'] === 'LOCAL_ROOT') return true
  const isRemote = span.parentSpanContext.isRemote
  if (isRemote !== undefined) return isRemote
  return !parent && (span.kind === SERVER || span.kind === CONSUMER)
}

/**
 * The node's level, found by walking up to an ancestor whose level is known. A segment is a top; so is what would lie
 * too deep, and so is the one where spans that claim to be each other's ancestors are cut apart.
 */
function levelOf(node: Node): number {
  const path: Node[] = []
  let ancestor: Node | undefined = node
  while (ancestor && ancestor.level === undefined) {
    path.push(ancestor)
    ancestor.level = 0
    ancestor = ancestor.document!.isSegment ? undefined : ancestor.parent
  }
  let level = ancestor && !path.includes(ancestor) ? ancestor.level! + 1 : 0
  for (const step of path.reverse()) {
    step.level = level % MAX_LEVELS
    level = step.level + 1
  }
  return node.level!
}

/** Where a span's subsegments go: a span in a segment that was made up around it keeps them in itself. */
function ownSubsegments({ document }: Node): OpenDocument[] {
  return document!.spanCount === 0 ? document!.subsegments[0]!.subsegments : document!.subsegments
}
