import { useEffect, useState } from 'preact/hooks'
import type { MapLayout } from '../../model/map-geometry.ts'
import type { NodeSizing } from '../../model/node-radius.ts'
import { type ServiceMap, topologyOf } from '../../model/service-map.ts'
import { LoadingState } from '../parts/load-state.tsx'
import { MapCanvas } from './map-canvas.tsx'

interface LaidOutMapProps {
  map: ServiceMap
  sizing: NodeSizing
  chosen: string | undefined
  /** The keys of the nodes that were searched for; all when absent. */
  found?: ReadonlySet<string> | undefined
  onChoose: (key: string) => void
}

/** A map with its layout, which is made when its nodes or edges are other ones, and not when their numbers are. */
export function LaidOutMap(props: LaidOutMapProps) {
  const { map } = props
  const [layout, setLayout] = useState<MapLayout>()
  const topology = topologyOf(map)
  useEffect(() => {
    let isCurrent = true
    // The layout's library is read when the first map is shown.
    void import('../../model/map-layout.ts').then(({ mapLayout }) => {
      if (isCurrent) setLayout(mapLayout(map))
    })
    return () => {
      isCurrent = false
    }
  }, [topology])
  if (!layout) return <LoadingState />
  return <MapCanvas {...props} layout={layout} />
}
