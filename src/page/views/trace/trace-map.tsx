import { useMemo } from 'preact/hooks'
import { serviceMap } from '../../model/service-map.ts'
import type { TraceTree } from '../../model/trace-tree.ts'
import { place, setParams } from '../../state/place.ts'
import { useTraceGraph } from '../../state/use-trace-graph.ts'
import { strings } from '../../strings.ts'
import { LaidOutMap } from '../map/laid-out-map.tsx'

/** The map of one trace; a click on a node goes to the first segment of that service, or to the call of it. */
export function TraceMap({ tree, onSelect }: { tree: TraceTree; onSelect: (index: number) => void }) {
  const isOpen = place.value.params.map !== '0'
  const services = useTraceGraph(tree, isOpen)
  const map = useMemo(() => services && serviceMap(services, 1), [services])
  const choose = (key: string) => {
    const name =
      map?.nodes.find(node => node.key === key)?.name ?? map?.edges.find(edge => edge.key === key)?.to.name
    const row = tree.rows.find(({ entity }) => entity.name === name)
    if (row) onSelect(row.index)
  }
  return (
    <details
      class="trace-map"
      open={isOpen}
      onToggle={event => {
        const isNowOpen = event.currentTarget.open
        if (isNowOpen !== isOpen) setParams({ map: isNowOpen ? '' : '0' })
      }}
    >
      <summary>{strings.trace.map}</summary>
      {isOpen && (
        <div class="map-holder">
          {map && <LaidOutMap map={map} sizing="none" chosen={undefined} onChoose={choose} />}
        </div>
      )}
    </details>
  )
}
