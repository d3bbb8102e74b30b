import type { Alias, EdgePart, GraphPart, LinkPart, NodePart } from './graph-part.ts'
import { type Tally, TallySum } from './tally.ts'

type NodeKey = Pick<NodePart, 'Name' | 'Type' | 'AccountId'>

interface NodeSum {
  key: string
  id: NodeKey
  isRoot: boolean
  isActive: boolean
  startSeconds: number
  endSeconds: number
  tally: TallySum
  /** By the key of the callee. */
  edges: Map<string, EdgeSum>
}

interface EdgeSum {
  to: NodeSum
  startSeconds: number
  endSeconds: number
  tally: TallySum
  aliases: Map<string, Alias>
}

type LinkSum = Omit<LinkPart, 'to'> & { to: NodeSum }

/** Adds up what traces tell of the service graph. The sum is the same whichever of them comes first. */
export class GraphSum {
  readonly #nodes = new Map<string, NodeSum>()
  readonly #links: LinkSum[] = []

  /** Adds what some traces tell: one, or those of a minute. */
  add({ nodes, edges, links = [] }: GraphPart): void {
    const places = nodes.map(node => this.#addNode(node))
    for (const edge of edges) this.#addEdge(places[edge.from]!, places[edge.to]!, edge)
    for (const link of links) this.#links.push({ ...link, to: places[link.to]! })
  }

  addNode(node: NodePart): void {
    this.#addNode(node)
  }

  /** Adds calls between two nodes that were added before. */
  addEdge(from: NodeKey, to: NodeKey, edge: Omit<EdgePart, 'from' | 'to'>): void {
    this.#addEdge(this.#nodes.get(keyOf(from))!, this.#nodes.get(keyOf(to))!, edge)
  }

  /** Adds what a node that was added before takes up from another trace. */
  addLink(to: NodeKey, link: Omit<LinkPart, 'to'>): void {
    this.#links.push({ ...link, to: this.#nodes.get(keyOf(to))! })
  }

  /** The sum as a part, to be kept and added later. Equal sums are equal parts. */
  toPart(): GraphPart {
    const nodes = [...this.#nodes.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
    const places = new Map(nodes.map((node, place) => [node, place]))
    const links = this.#links
      .map(({ to, ...link }): LinkPart => ({ ...link, to: places.get(to)! }))
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
    return {
      nodes: nodes.map(({ id, isRoot, isActive, startSeconds, endSeconds, tally }) => ({
        ...id,
        ...(isRoot && { isRoot }),
        ...(isActive && { isActive }),
        startSeconds,
        endSeconds,
        tally: tally.toTally(),
      })),
      edges: nodes.flatMap(({ edges }, from) =>
        [...edges.values()]
          .sort((a, b) => places.get(a.to)! - places.get(b.to)!)
          .map(
            ({ to, startSeconds, endSeconds, tally, aliases }): EdgePart => ({
              from,
              to: places.get(to)!,
              startSeconds,
              endSeconds,
              tally: tally.toTally(),
              ...(aliases.size > 0 && {
                aliases: [...aliases].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, alias]) => alias),
              }),
            }),
          ),
      ),
      ...(links.length > 0 && { links }),
    }
  }

  #addNode(part: NodePart): NodeSum {
    const key = keyOf(part)
    let node = this.#nodes.get(key)
    if (!node) {
      const { Name, Type, AccountId } = part
      const id = { Name, ...(Type !== undefined && { Type }), ...(AccountId !== undefined && { AccountId }) }
      node = {
        key,
        id,
        isRoot: false,
        isActive: false,
        ...emptySpan(),
        tally: new TallySum(),
        edges: new Map(),
      }
      this.#nodes.set(key, node)
    }
    if (part.isRoot) node.isRoot = true
    if (part.isActive) node.isActive = true
    widen(node, part)
    return node
  }

  #addEdge(from: NodeSum, to: NodeSum, part: Omit<EdgePart, 'from' | 'to'>): void {
    let edge = from.edges.get(to.key)
    if (!edge) {
      edge = { to, ...emptySpan(), tally: new TallySum(), aliases: new Map() }
      from.edges.set(to.key, edge)
    }
    widen(edge, part)
    for (const alias of part.aliases ?? []) edge.aliases.set(JSON.stringify(alias), alias)
  }
}

function keyOf({ Name, Type = '', AccountId = '' }: NodeKey): string {
  return `${Name}\n${Type}\n${AccountId}`
}

function emptySpan() {
  return { startSeconds: Number.POSITIVE_INFINITY, endSeconds: 0 }
}

function widen(
  sum: { startSeconds: number; endSeconds: number; tally: TallySum },
  part: { startSeconds: number; endSeconds: number; tally: Tally },
): void {
  if (part.startSeconds < sum.startSeconds) sum.startSeconds = part.startSeconds
  if (part.endSeconds > sum.endSeconds) sum.endSeconds = part.endSeconds
  sum.tally.add(part.tally)
}
