export interface Point {
  x: number
  y: number
}

/** Where the nodes of a map stand, and how its edges run between them. */
export interface MapLayout {
  nodes: ReadonlyMap<string, Point>
  /** By way of these points, without its ends. */
  edges: ReadonlyMap<string, readonly Point[]>
  width: number
  height: number
}
