/** The part of a map that is seen: its middle, in the map's own units, and how large a unit is. */
export interface MapView {
  x: number
  y: number
  scale: number
}

const LEAST_SCALE = 0.08
const MOST_SCALE = 3
/** Of a box, in which a node is not seen whole. */
const EDGE_PIXELS = 60
/** A map of three nodes need not fill the screen. */
const FIT_SCALE = 1.15

interface Size {
  width: number
  height: number
}

/** Pixels that are kept free around a map. */
export interface Margins {
  left: number
  right: number
  top: number
  bottom: number
}

const NO_MARGINS: Margins = { left: 0, right: 0, top: 0, bottom: 0 }

/** All of the map, in the middle of what the margins leave. */
export function fittingView(map: Size, box: Size, margins = NO_MARGINS): MapView {
  const { left, right, top, bottom } = margins
  const across = (box.width - left - right) / Math.max(1, map.width)
  const down = (box.height - top - bottom) / Math.max(1, map.height)
  const scale = bounded(Math.min(FIT_SCALE, across, down))
  return {
    x: map.width / 2 + (right - left) / 2 / scale,
    y: map.height / 2 + (bottom - top) / 2 / scale,
    scale,
  }
}

/** Larger or smaller by a factor, around a point of the box that stays where it is. */
export function zoomView(view: MapView, factor: number, box: Size, at: { x: number; y: number }): MapView {
  const scale = bounded(view.scale * factor)
  const shift = (pixels: number, size: number) => (pixels - size / 2) * (1 / view.scale - 1 / scale)
  return { x: view.x + shift(at.x, box.width), y: view.y + shift(at.y, box.height), scale }
}

/** Moved by so many pixels. */
export function panView(view: MapView, byX: number, byY: number): MapView {
  return { ...view, x: view.x - byX / view.scale, y: view.y - byY / view.scale }
}

/** Moved as little as is needed for a point of the map to be seen, and not at the very edge. */
export function revealPoint(view: MapView, point: { x: number; y: number }, box: Size): MapView {
  const shifted = (middle: number, at: number, size: number) => {
    const reach = Math.max(0, size / 2 - EDGE_PIXELS) / view.scale
    return Math.max(at - reach, Math.min(at + reach, middle))
  }
  return {
    ...view,
    x: shifted(view.x, point.x, box.width),
    y: shifted(view.y, point.y, box.height),
  }
}

/** The view as it stands in the URL: `120~80~0.9`. */
export function formatView({ x, y, scale }: MapView): string {
  return [Math.round(x), Math.round(y), Number(scale.toFixed(3))].join('~')
}

/** The other way round; `undefined` for what is none. */
export function parseView(text: string | undefined): MapView | undefined {
  const [x, y, scale] = (text ?? '').split('~').map(Number)
  if (x === undefined || y === undefined || scale === undefined) return undefined
  if (![x, y, scale].every(Number.isFinite) || scale <= 0) return undefined
  return { x, y, scale: bounded(scale) }
}

function bounded(scale: number): number {
  return Math.max(LEAST_SCALE, Math.min(MOST_SCALE, scale))
}
