import { useEffect, useRef, useState } from 'preact/hooks'
import { isCompact } from '../../model/is-compact.ts'
import type { MapLayout } from '../../model/map-geometry.ts'
import {
  fittingView,
  formatView,
  type MapView,
  panView,
  parseView,
  revealPoint,
  zoomView,
} from '../../model/map-view.ts'
import type { NodeSizing } from '../../model/node-radius.ts'
import type { ServiceMap } from '../../model/service-map.ts'
import { place, setParams } from '../../state/place.ts'
import { strings } from '../../strings.ts'
import { followDrag } from '../parts/follow-drag.ts'
import { Icon } from '../parts/icon.tsx'
import { MapDrawing } from './map-drawing.tsx'

const WHEEL_FACTOR = 1.15
const KEY_FACTOR = 1.25
const KEY_PIXELS = 60
/** Smaller than this, texts are not read but in the way. */
const TEXT_SCALE = 0.42
/** Small rings and the names beside them reach out of the map by so much. */
const COMPACT_MARGINS = { left: 14, right: 110, top: 20, bottom: 14 }

interface MapCanvasProps {
  map: ServiceMap
  layout: MapLayout
  sizing: NodeSizing
  /** The key of the node or edge whose panel is open. */
  chosen: string | undefined
  /** The keys of the nodes that were searched for; all when absent. */
  found?: ReadonlySet<string> | undefined
  onChoose: (key: string) => void
}

/** The map itself: rings and arrows, which one can move, zoom and choose with a pointer or with keys. */
export function MapCanvas({ map, layout, sizing, chosen, found, onChoose }: MapCanvasProps) {
  const box = useRef<HTMLDivElement>(null)
  const size = useSize(box)
  const isSmall = isCompact(map)
  // Until somebody moves it, the map is seen whole.
  const view =
    parseView(place.value.params.view) ?? fittingView(layout, size, isSmall ? COMPACT_MARGINS : undefined)
  const setView = (next: MapView) => setParams({ view: formatView(next) })
  const middle = { x: size.width / 2, y: size.height / 2 }

  const reveal = (key: string | undefined) => {
    const point = layout.nodes.get(key ?? '')
    const next = point && place.value.params.view ? revealPoint(view, point, size) : view
    if (next.x !== view.x || next.y !== view.y) setView(next)
  }
  // What is searched for may be elsewhere, and its panel takes room.
  useEffect(() => reveal(chosen), [chosen, size])

  const onWheel = (event: WheelEvent) => {
    event.preventDefault()
    const { left, top } = box.current!.getBoundingClientRect()
    const at = { x: event.clientX - left, y: event.clientY - top }
    setView(zoomView(view, event.deltaY > 0 ? 1 / WHEEL_FACTOR : WHEEL_FACTOR, size, at))
  }
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0 || (event.target as Element).closest('.map-node, .map-edge, button')) return
    followDrag(box.current!, event, {
      onMove: next => setView(panView(view, next.clientX - event.clientX, next.clientY - event.clientY)),
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const actions: Record<string, () => void> = {
      '+': () => setView(zoomView(view, KEY_FACTOR, size, middle)),
      '=': () => setView(zoomView(view, KEY_FACTOR, size, middle)),
      '-': () => setView(zoomView(view, 1 / KEY_FACTOR, size, middle)),
      '0': () => setParams({ view: '' }),
      ArrowLeft: () => setView(panView(view, KEY_PIXELS, 0)),
      ArrowRight: () => setView(panView(view, -KEY_PIXELS, 0)),
      ArrowUp: () => setView(panView(view, 0, KEY_PIXELS)),
      ArrowDown: () => setView(panView(view, 0, -KEY_PIXELS)),
    }
    const action = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined
    if (!action) return
    event.preventDefault()
    event.stopPropagation()
    action()
  }
  const transform = `translate(${middle.x - view.x * view.scale}px, ${middle.y - view.y * view.scale}px) scale(${view.scale})`
  return (
    <div
      ref={box}
      class={`map-box ${isSmall ? 'is-compact' : view.scale < TEXT_SCALE ? 'is-far' : ''}`}
      role="group"
      aria-label={strings.map.title}
      onWheel={onWheel}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
      onFocusIn={event => reveal((event.target as SVGElement).dataset.key)}
    >
      <svg width="100%" height="100%" role="group" aria-label={strings.map.title}>
        <g style={{ transform, transformOrigin: '0 0' }}>
          <MapDrawing
            map={map}
            layout={layout}
            sizing={sizing}
            chosen={chosen}
            found={found}
            scale={view.scale}
            onChoose={onChoose}
          />
        </g>
      </svg>
      <div class="map-tools">
        <button
          type="button"
          aria-label={strings.map.zoomIn}
          onClick={() => setView(zoomView(view, KEY_FACTOR, size, middle))}
        >
          <Icon name="plus" />
        </button>
        <button
          type="button"
          aria-label={strings.map.zoomOut}
          onClick={() => setView(zoomView(view, 1 / KEY_FACTOR, size, middle))}
        >
          <Icon name="minus" />
        </button>
        <button type="button" aria-label={strings.map.fit} onClick={() => setParams({ view: '' })}>
          <Icon name="fit" />
        </button>
      </div>
    </div>
  )
}

function useSize(box: { current: HTMLElement | null }) {
  const [size, setSize] = useState({ width: 800, height: 500 })
  useEffect(() => {
    const measure = () => {
      if (box.current) setSize({ width: box.current.clientWidth, height: box.current.clientHeight })
    }
    measure()
    const observer = new ResizeObserver(measure)
    if (box.current) observer.observe(box.current)
    return () => observer.disconnect()
  }, [])
  return size
}
