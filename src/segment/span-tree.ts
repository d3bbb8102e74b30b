import { isLambdaParent } from '../ids/index.ts'
import { Claims } from './claims.ts'
import { CONSUMER, type EndedSpan, SERVER } from './ended-span.ts'

/** Levels of subsegments in one document: what lies deeper is a document of its own, under its parent's id. */
const MAX_LEVELS = 50

/** Among so many spans behind a child its parent is looked for. */
const NEARBY = 16

/** A span and its place among the spans that are converted with it. */
export interface SpanNode {
  readonly span: EndedSpan
  readonly id: string
  /** The ledger of its attributes. */
  readonly claims: Claims
  /** Whether it is open: it says so itself, or whoever passed it on does. */
  readonly isInProgress: boolean
  /** Whether the service's part in the trace begins with it. */
  isLocalRoot: boolean
  /** The span under which it is nested; `undefined` for the top of a document. */
  parent: SpanNode | undefined
  /** The spans that are nested under it, in the order in which they came. */
  readonly children: SpanNode[]
  /** How deep it is nested: 0 at the top of a document; `undefined` as long as nobody knows. */
  level: number | undefined
}

/**
 * The tops of the documents that these spans make, in the order in which they came: a span lies under its parent, where
 * that is among the spans and of the same trace and service; a local root lies under nobody.
 *
 *     [client under server, server] → [server with the client under it]
 *
 * @param nest whether any span is put under another
 */
export function spanTree(spans: readonly EndedSpan[], nest: boolean): SpanNode[] {
  const nodes = linkNodes(spans)
  for (const node of nodes) node.isLocalRoot = isLocalRoot(node)
  // A parent ends after its children: from the end on, its level is known before theirs.
  for (let index = nodes.length - 1; nest && index >= 0; index--) findLevel(nodes[index]!)
  const tops: SpanNode[] = []
  for (const node of nodes) {
    if (nest && node.level! > 0) node.parent!.children.push(node)
    else tops.push(node)
  }
  for (const top of tops) top.parent = undefined
  return tops
}

function linkNodes(spans: readonly EndedSpan[]): SpanNode[] {
  const nodes = spans.map(nodeOf)
  let byId: ReadonlyMap<string, SpanNode> | undefined
  // Siblings stand together: they ask for the same one.
  let above: SpanNode | undefined
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index]!
    const parentId = localParentId(node.span)
    if (parentId === undefined) continue
    if (above?.id !== parentId) {
      above = findBehind(nodes, index, parentId)
      if (!above) {
        byId ??= new Map(nodes.map(each => [each.id, each]))
        above = byId.get(parentId)
      }
    }
    if (above && isSameService(above.span, node.span)) node.parent = above
  }
  return nodes
}

function nodeOf(span: EndedSpan): SpanNode {
  const claims = new Claims(span.attributes)
  return {
    span,
    id: span.spanContext().spanId,
    claims,
    isInProgress: span.ended === false || claims.peek('aws.xray.inprogress') === true,
    isLocalRoot: false,
    parent: undefined,
    children: [],
    level: undefined,
  }
}

/** The parent's id, unless that is known to be of another process: then nothing is nested. */
function localParentId({ parentSpanContext: parent }: EndedSpan): string | undefined {
  return parent && (parent.isRemote !== true || isLambdaParent(parent)) ? parent.spanId : undefined
}

/** Where a parent is that ends right behind its children, as most do: to compare some ids beats a table of all. */
function findBehind(nodes: readonly SpanNode[], from: number, id: string): SpanNode | undefined {
  const end = Math.min(from + NEARBY, nodes.length)
  for (let index = from + 1; index < end; index++) if (nodes[index]!.id === id) return nodes[index]
  return undefined
}

/** Whether a span whose id is the other's parent id is its parent: of one resource, in one trace. */
export function isSameService(parent: EndedSpan, child: EndedSpan): boolean {
  return parent.resource === child.resource && parent.spanContext().traceId === child.spanContext().traceId
}

/**
 * Whether the service's part in the trace begins with this span: it has no parent, or its parent is in another
 * process. Where nobody says so, a parent among these spans is in this process; else a server or consumer has been
 * called from outside, and no other kind has. Under the context that Lambda itself gave nothing begins: Lambda sends the
 * function's segment, unless it does not sample.
 */
function isLocalRoot({ claims, span, parent }: SpanNode): boolean {
  const caller = span.parentSpanContext
  if (!caller || claims.peek('aws.span.kind') === 'LOCAL_ROOT') return true
  if (isLambdaParent(caller) && isSampled(caller)) return false
  if (caller.isRemote !== undefined) return caller.isRemote
  return !parent && (span.kind === SERVER || span.kind === CONSUMER)
}

/** W3C's trace flag. */
const SAMPLED = 1

function isSampled({ traceFlags = 0 }: { readonly traceFlags?: number }): boolean {
  return (traceFlags & SAMPLED) !== 0
}

/**
 * Finds the node's level, by walking up to an ancestor whose level is known. A local root is a top; so is what would
 * lie too deep, and so is the one where spans that claim to be each other's ancestors are cut apart.
 */
function findLevel(node: SpanNode): void {
  if (node.level !== undefined) return
  const above = isTop(node) ? undefined : node.parent
  if (above?.level !== undefined) node.level = (above.level + 1) % MAX_LEVELS
  else findLevels(node)
}

/** Finds the levels of the node and of those above it that have none yet. */
function findLevels(node: SpanNode): void {
  const path: SpanNode[] = []
  let ancestor: SpanNode | undefined = node
  while (ancestor && ancestor.level === undefined) {
    path.push(ancestor)
    ancestor.level = 0
    ancestor = isTop(ancestor) ? undefined : ancestor.parent
  }
  let level = ancestor && !path.includes(ancestor) ? ancestor.level! + 1 : 0
  for (const step of path.reverse()) {
    step.level = level % MAX_LEVELS
    level = step.level + 1
  }
}

/** A local root lies under nobody; and a document in progress, which the complete one replaces, holds nobody else. */
function isTop({ isInProgress, isLocalRoot, parent }: SpanNode): boolean {
  return isLocalRoot || isInProgress || parent?.isInProgress === true
}
