import { formatCount, formatDuration, formatRate, formatShare } from '../../model/format.ts'
import type { MapNode } from '../../model/service-map.ts'
import { strings } from '../../strings.ts'

/** The nodes of the map as a table: for those who would rather read it. */
export function MapList(props: { nodes: readonly MapNode[]; onChoose: (key: string) => void }) {
  const { onChoose } = props
  const { columns } = strings.map
  const nodes = props.nodes.filter(({ type }) => type !== 'client').sort((a, b) => b.total - a.total)
  return (
    <div class="scrolls">
      <table class="list">
        <thead>
          <tr>
            <th>{columns.name}</th>
            <th>{columns.type}</th>
            <th class="number">{columns.latency}</th>
            <th class="number">{columns.rate}</th>
            <th class="number">{columns.count}</th>
            <th class="number">{strings.outcomes.error}</th>
            <th class="number">{strings.outcomes.throttle}</th>
            <th class="number">{strings.outcomes.fault}</th>
          </tr>
        </thead>
        <tbody>
          {nodes.map(({ key, name, type, averageSeconds, perMinute, total, counts }) => (
            <tr key={key}>
              <td>
                <button type="button" class="quiet" onClick={() => onChoose(key)}>
                  {name}
                </button>
              </td>
              <td class="soft">{type}</td>
              <td class="number">{formatDuration(averageSeconds)}</td>
              <td class="number">{formatRate(perMinute)}</td>
              <td class="number">{formatCount(total)}</td>
              {(['error', 'throttle', 'fault'] as const).map(outcome => (
                <td key={outcome} class="number">
                  {counts[outcome] > 0 && (
                    <span class={`badge is-${outcome}`}>{formatShare(counts[outcome] / total)}</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
