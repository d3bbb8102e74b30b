import { type Exception, isInProgress, type Segment, type Subsegment } from '../document/index.ts'
import { type EntityNode, entityTree } from './entity-tree.ts'
import type { MergedTrace } from './merge-trace.ts'
import type {
  RootCause,
  RootCauseEntity,
  RootCauseException,
  RootCauseService,
  RootCauses,
} from './root-cause-types.ts'
import { secondsBetween } from './seconds-between.ts'
import { serviceIdOf } from './service-id.ts'

/** Root causes of one kind that are named. AWS names no limit; this one is ours. */
const MAX_ROOT_CAUSES = 10

/** Culprits whose ways are looked at: many take the same one. */
const MAX_CULPRITS = 100

/** Who took this share of his caller's time is looked into; AWS does not say how it chooses. */
const CULPABLE_SHARE = 0.5

/**
 * Why a trace failed, and why it took as long as it did: the ways from where the request came in to the culprits.
 *
 * A culprit of a fault (or error) is a segment or subsegment that has one, while nothing in or below it has. A culprit of
 * the response time took at least half of its caller's time, and nothing in or below it took half of its own.
 *
 *     shop (fault) → call to orders (fault) → [orders, inferred (fault)]
 *     → { fault: [{ ClientImpacting: true, Services: [
 *         { Name: 'shop', EntityPath: [{ Name: 'shop' }, { Name: 'DynamoDB', Remote: true }] },
 *         { Name: 'orders', Inferred: true, EntityPath: [{ Name: 'DynamoDB' }] }] }], … }
 *
 * @see https://docs.aws.amazon.com/xray/latest/api/API_FaultRootCause.html
 */
export function findRootCauses(trace: MergedTrace): RootCauses {
  const nodes = entityTree(trace)
  const exceptions = exceptionsOf(nodes)
  return {
    fault: failuresOf(nodes, 'fault', exceptions),
    error: failuresOf(nodes, 'error', exceptions),
    responsetime: delaysOf(nodes[0]),
  }
}

function failuresOf(
  nodes: EntityNode[],
  flag: 'fault' | 'error',
  exceptions: Map<string, Exception>,
): RootCause[] {
  if (!nodes.some(({ entity }) => entity[flag])) return []
  const led = new Set<EntityNode>()
  const culprits: EntityNode[] = []
  // Children stand behind their parents: seen from the end, they come first.
  for (const node of nodes.toReversed()) {
    if (node.entity[flag] && !led.has(node)) culprits.push(node)
    if (node.parent && (node.entity[flag] || led.has(node))) led.add(node.parent)
  }
  return distinct(culprits.reverse(), culprit => {
    const path = pathTo(culprit)
    return {
      ClientImpacting: path.every(({ entity }) => entity[flag] === true),
      Services: servicesOf(path, ({ entity }) => ({ Exceptions: thrownIn(entity, exceptions) })),
    }
  })
}

function delaysOf(entry: EntityNode | undefined): RootCause[] {
  if (!entry || isInProgress(entry.entity)) return []
  const total = secondsOf(entry)
  const culprits: EntityNode[] = []
  const waiting = [entry]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const own = secondsOf(node)
    const slow = node.children.filter(child => own > 0 && secondsOf(child) >= own * CULPABLE_SHARE)
    if (slow.length === 0) culprits.push(node)
    for (const child of slow.reverse()) waiting.push(child)
  }
  const coverageOf = (node: EntityNode) => (total > 0 ? Math.min(1, secondsOf(node) / total) : 1)
  return distinct(culprits, culprit => ({
    ClientImpacting: true,
    Services: servicesOf(pathTo(culprit), node => ({ Coverage: Math.round(coverageOf(node) * 1000) / 1000 })),
  }))
}

/** What is in progress has taken no time yet. */
function secondsOf({ entity: { start_time: start, end_time: end = start } }: EntityNode): number {
  return secondsBetween(start, end)
}

/** The root causes of culprits, each once, up to the limit. */
function distinct(culprits: EntityNode[], toRootCause: (culprit: EntityNode) => RootCause): RootCause[] {
  if (culprits.length < 2) return culprits.map(toRootCause)
  const found = new Map<string, RootCause>()
  for (const culprit of culprits.slice(0, MAX_CULPRITS)) {
    const rootCause = toRootCause(culprit)
    found.set(JSON.stringify(rootCause), rootCause)
    if (found.size === MAX_ROOT_CAUSES) break
  }
  return [...found.values()]
}

/** From the root down. */
function pathTo(culprit: EntityNode): EntityNode[] {
  const path: EntityNode[] = []
  for (let node: EntityNode | undefined = culprit; node; node = node.parent) path.push(node)
  return path.reverse()
}

function servicesOf(
  path: EntityNode[],
  toDetails: (node: EntityNode) => Partial<RootCauseEntity>,
): RootCauseService[] {
  const services: RootCauseService[] = []
  let current: Segment | undefined
  for (const node of path) {
    const { entity, segment } = node
    if (segment !== current) {
      current = segment
      const service = serviceIdOf(segment) as RootCauseService
      service.EntityPath = []
      service.Inferred = segment.inferred === true
      services.push(service)
    }
    const isCall = entity !== segment && (entity as Subsegment).namespace !== undefined
    services.at(-1)!.EntityPath.push(Object.assign(toDetails(node), { Name: entity.name, Remote: isCall }))
  }
  return services
}

function thrownIn({ cause }: Segment | Subsegment, known: Map<string, Exception>): RootCauseException[] {
  const elsewhere = typeof cause === 'string' ? known.get(cause) : undefined
  const thrown = typeof cause === 'object' ? (cause.exceptions ?? []) : elsewhere ? [elsewhere] : []
  return thrown.map(({ type, message }) => ({
    ...(type !== undefined && { Name: type }),
    ...(message !== undefined && { Message: message }),
  }))
}

/** Every exception of the trace by its id: a cause may be no more than the id of one that is told elsewhere. */
function exceptionsOf(nodes: EntityNode[]): Map<string, Exception> {
  const known = new Map<string, Exception>()
  for (const { entity } of nodes) {
    if (typeof entity.cause !== 'object') continue
    for (const exception of entity.cause.exceptions ?? []) known.set(exception.id, exception)
  }
  return known
}
