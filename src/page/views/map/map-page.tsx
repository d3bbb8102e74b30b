import type { Service } from '../../../graph/index.ts'
import { callXRay } from '../../api/call-xray.ts'
import { changes } from '../../api/live-events.ts'
import { findNodes } from '../../model/find-nodes.ts'
import type { NodeSizing } from '../../model/node-radius.ts'
import { type MapNode, type ServiceMap, serviceMap } from '../../model/service-map.ts'
import { boundsOf, parseRange } from '../../model/time-range.ts'
import { place, setParams } from '../../state/place.ts'
import { useLoad } from '../../state/use-load.ts'
import { strings } from '../../strings.ts'
import { GroupSelect } from '../parts/group-select.tsx'
import { EmptyState, FailedState, LoadingState } from '../parts/load-state.tsx'
import { RangeSelect } from '../parts/range-select.tsx'
import { FindNode } from './find-node.tsx'
import { LaidOutMap } from './laid-out-map.tsx'
import { MapList } from './map-list.tsx'
import { MapPanel } from './map-panel.tsx'

/** Numbers may be some seconds old; a map that changes all the time is not read. */
const FOLLOW_MILLIS = 3000

interface ServiceGraphResult {
  StartTime: number
  EndTime: number
  Services: Service[]
  NextToken?: string
}

/** The trace map: who calls whom, how long it takes, and where it goes wrong. */
export function MapPage() {
  const { range, group = '', chosen, as, find = '' } = place.value.params
  const { value, error } = useLoad(signal => loadMap(range, group, signal), [range, group], {
    follows: changes.trace,
    everyMillis: FOLLOW_MILLIS,
  })
  const subject = value && [...value.nodes, ...value.edges].find(({ key }) => key === chosen)
  const found = findNodes(value?.nodes ?? [], find)
  return (
    <div class="map-page">
      <MapTools found={found} />
      <div class={`body ${subject ? 'has-panel' : ''}`}>
        {value && value.nodes.length > 0 && as !== 'list' && (
          <LaidOutMap
            map={value}
            sizing={sizingOf(place.value.params.size)}
            chosen={chosen}
            found={found && new Set(found.map(({ key }) => key))}
            onChoose={choose}
          />
        )}
        {value && value.nodes.length > 0 && as === 'list' && (
          <MapList nodes={found ?? value.nodes} onChoose={choose} />
        )}
        {value?.nodes.length === 0 && <NoMap group={group} />}
        {!value && (error ? <FailedState error={error} /> : <LoadingState />)}
        {subject && <MapPanel key={subject.key} subject={subject} onClose={() => choose('')} />}
      </div>
    </div>
  )
}

async function loadMap(range: string | undefined, group: string, signal: AbortSignal): Promise<ServiceMap> {
  const bounds = boundsOf(parseRange(range), Date.now() / 1000)
  const services: Service[] = []
  let token: string | undefined
  do {
    const request = {
      ...bounds,
      ...(group !== '' && { GroupName: group }),
      ...(token !== undefined && { NextToken: token }),
    }
    const page = await callXRay<ServiceGraphResult>('/ServiceGraph', request, signal)
    services.push(...page.Services)
    token = page.NextToken
  } while (token !== undefined)
  return serviceMap(services, (bounds.EndTime - bounds.StartTime) / 60)
}

function choose(key: string): void {
  setParams({ chosen: key }, 'push')
}

function sizingOf(text: string | undefined): NodeSizing {
  return text === 'traffic' || text === 'health' ? text : 'none'
}

function MapTools({ found }: { found: readonly MapNode[] | undefined }) {
  const { size = 'none', as = 'map' } = place.value.params
  const text = strings.map
  return (
    <div class="tools-row">
      <GroupSelect />
      <RangeSelect />
      <label class="row small">
        <span class="soft">{text.sizing}</span>
        <select
          value={size}
          onChange={event => setParams({ size: event.currentTarget.value.replace('none', '') })}
        >
          {(['none', 'traffic', 'health'] as const).map(each => (
            <option key={each} value={each}>
              {text.sizings[each]}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        aria-pressed={as === 'list'}
        onClick={() => setParams({ as: as === 'list' ? '' : 'list' })}
      >
        {text.asList}
      </button>
      <FindNode found={found} />
      <span class="legend">
        {(['ok', 'error', 'throttle', 'fault'] as const).map(outcome => (
          <span key={outcome} class={outcome}>
            {strings.outcomes[outcome]}
          </span>
        ))}
      </span>
    </div>
  )
}

function NoMap({ group }: { group: string }) {
  const text = strings.noTraces
  return (
    <EmptyState title={group === '' ? text.title : text.filtered}>
      <p>{group === '' ? text.explain : text.widen}</p>
      {group === '' && <pre>{text.command(location.host)}</pre>}
      <button type="button" onClick={() => setParams({ range: '30d', group: '' }, 'push')}>
        {text.longer}
      </button>
    </EmptyState>
  )
}
