import { serviceKey } from '../trace/index.ts'
import type { Alias, EdgePart, GraphPart, LinkPart, NodePart } from './graph-part.ts'
import { type Tally, TallySum } from './tally.ts'

interface Sum {
  startSeconds: number
  endSeconds: number
  tally: TallySum
}

interface NodeSum extends Sum {
  key: string
  id: Pick<NodePart, 'Name' | 'Type' | 'AccountId'>
  isRoot: boolean
  isActive: boolean
  edges: Map<NodeSum, EdgeSum>
}

interface EdgeSum extends Sum {
  to: NodeSum
  aliases: Map<string, Alias>
}

type LinkSum = Omit<LinkPart, 'to'> & { to: NodeSum }

/**
 * Adds up what traces tell of the service graph. The sum is the same whichever of them comes first, and whether they are
 * added one by one or as sums of some of them.
 */
export class GraphSum {
  readonly #nodes = new Map<string, NodeSum>()
  readonly #links: LinkSum[] = []

  /** Adds what some traces tell: one, or those of a minute. */
  add({ nodes, edges, links = [] }: GraphPart): void {
    const sums = nodes.map(node => this.#addNode(node))
    for (const edge of edges) addEdge(sums[edge.from]!, sums[edge.to]!, edge)
    for (const link of links) this.#links.push({ ...link, to: sums[link.to]! })
  }

  /** The sum as a part, to be kept and added later. Equal sums are equal parts; nodes and edges are in it once, by name. */
  toPart(): GraphPart {
    const nodes = [...this.#nodes.values()].sort(byText(({ key }) => key))
    const places = new Map(nodes.map((node, place) => [node, place]))
    const links = this.#links
      .map(({ to, ...link }): LinkPart => ({ ...link, to: places.get(to)! }))
      .sort(compareLinks)
    return {
      nodes: nodes.map(({ id, isRoot, isActive, ...sum }) => ({
        ...id,
        ...(isRoot && { isRoot }),
        ...(isActive && { isActive }),
        ...totalOf(sum),
      })),
      edges: nodes.flatMap(({ edges }, from) =>
        [...edges.values()].sort(byText(({ to }) => to.key)).map(
          ({ to, aliases, ...sum }): EdgePart => ({
            from,
            to: places.get(to)!,
            ...totalOf(sum),
            ...(aliases.size > 0 && { aliases: [...aliases.values()].sort(byText(({ Name }) => Name)) }),
          }),
        ),
      ),
      ...(links.length > 0 && { links }),
    }
  }

  #addNode(part: NodePart): NodeSum {
    const { Name, Type, AccountId } = part
    const key = serviceKey(part)
    let node = this.#nodes.get(key)
    if (!node) {
      const id = { Name, ...(Type !== undefined && { Type }), ...(AccountId !== undefined && { AccountId }) }
      node = { key, id, isRoot: false, isActive: false, edges: new Map(), ...emptySum() }
      this.#nodes.set(key, node)
    }
    if (part.isRoot) node.isRoot = true
    if (part.isActive) node.isActive = true
    addTo(node, part)
    return node
  }
}

function addEdge(from: NodeSum, to: NodeSum, part: EdgePart): void {
  let edge = from.edges.get(to)
  if (!edge) {
    edge = { to, aliases: new Map(), ...emptySum() }
    from.edges.set(to, edge)
  }
  addTo(edge, part)
  for (const alias of part.aliases ?? []) edge.aliases.set(`${alias.Name}\n${alias.Type}`, alias)
}

function emptySum(): Sum {
  return { startSeconds: Number.POSITIVE_INFINITY, endSeconds: 0, tally: new TallySum() }
}

function addTo(sum: Sum, part: { startSeconds: number; endSeconds: number; tally: Tally }): void {
  if (part.startSeconds < sum.startSeconds) sum.startSeconds = part.startSeconds
  if (part.endSeconds > sum.endSeconds) sum.endSeconds = part.endSeconds
  sum.tally.add(part.tally)
}

function totalOf({ startSeconds, endSeconds, tally }: Sum) {
  return { startSeconds, endSeconds, tally: tally.toTally() }
}

function byText<Item>(textOf: (item: Item) => string): (a: Item, b: Item) => number {
  return (a, b) => compareTexts(textOf(a), textOf(b))
}

/** By the trace that they lead to: whoever looks these up meets each of them once. */
function compareLinks(a: LinkPart, b: LinkPart): number {
  return (
    compareTexts(a.trace_id, b.trace_id) ||
    compareTexts(a.id, b.id) ||
    a.to - b.to ||
    a.startSeconds - b.startSeconds ||
    a.endSeconds - b.endSeconds
  )
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
