import { callXRay } from '../../api/call-xray.ts'
import { changes } from '../../api/live-events.ts'
import { type Facet, facetCondition, facetLabels, shownFacets } from '../../model/facet-filter.ts'
import { hasCondition, withCondition } from '../../model/filter-text.ts'
import { formatCount } from '../../model/format.ts'
import { boundsOf, parseRange } from '../../model/time-range.ts'
import { setParams } from '../../state/place.ts'
import { useLoad } from '../../state/use-load.ts'
import { strings } from '../../strings.ts'

/** Counting takes longer than listing, and nobody waits for it. */
const FOLLOW_MILLIS = 5000
const OPEN_FACETS = ['service', 'http.url', 'http.status', 'user', 'rootcause.fault.exception']

interface RefinersProps {
  /** As it stands in the box: it is what is refined. */
  filter: string
  /** The same within the group that is looked at: it is what is counted. */
  wanted: string
  range: string | undefined
  isFollowing: boolean
}

/** What these traces can be told apart by: each value is a condition to put into the filter, or to take out of it. */
export function Refiners({ filter, wanted, range, isFollowing }: RefinersProps) {
  const { value } = useLoad(
    signal => {
      const bounds = boundsOf(parseRange(range), Date.now() / 1000)
      const request = { ...bounds, ...(wanted !== '' && { FilterExpression: wanted }) }
      return callXRay<{ facets: Facet[] }>('/api/refine', request, signal)
    },
    [wanted, range],
    { follows: changes.trace, isFollowing, everyMillis: FOLLOW_MILLIS },
  )
  const facets = shownFacets(value?.facets ?? [])
  if (facets.length === 0) return null
  return (
    <details class="refiners" open={!matchMedia('(max-width: 40rem)').matches}>
      <summary>{strings.refiners.title}</summary>
      {facets.map(facet => (
        <details key={facet.field} open={OPEN_FACETS.includes(facet.field)}>
          <summary class="clip">{strings.refiners.fields[facet.field] ?? facet.field}</summary>
          <FacetValues facet={facet} filter={filter} />
        </details>
      ))}
    </details>
  )
}

function FacetValues({ facet, filter }: { facet: Facet; filter: string }) {
  const { field, values, distinct } = facet
  const labelOf = facetLabels(facet)
  return (
    <ul>
      {values.map(({ value, count }) => {
        const condition = facetCondition(field, value)
        return (
          <li key={String(value)}>
            <button
              type="button"
              class="quiet"
              aria-pressed={hasCondition(filter, condition)}
              title={String(value)}
              onClick={() => setParams({ filter: withCondition(filter, condition) }, 'push')}
            >
              <span class="clip">{labelOf(value)}</span>
              <span class="soft small">{formatCount(count)}</span>
            </button>
          </li>
        )
      })}
      {distinct > values.length && (
        <li class="soft small">{strings.refiners.more(distinct - values.length)}</li>
      )}
    </ul>
  )
}
