import { formatMoment } from '../../model/format.ts'
import { DEFAULT_RANGE, parseRange, RANGES } from '../../model/time-range.ts'
import { place, setParams } from '../../state/place.ts'
import { strings } from '../../strings.ts'

const FIXED = 'fixed'

/** Which time is looked at: the last minutes, hours or days, or what the URL says. */
export function RangeSelect() {
  const { range = DEFAULT_RANGE } = place.value.params
  const { fixed } = parseRange(range)
  const choose = (value: string) => {
    const now = Math.floor(Date.now() / 1000)
    const { lastSeconds = 3600 } = parseRange(range)
    setParams({ range: value === FIXED ? `${now - lastSeconds}~${now}` : value }, 'push')
  }
  const setBound = (which: 'startSeconds' | 'endSeconds', text: string) => {
    const seconds = new Date(text).getTime() / 1000
    if (!fixed || !Number.isFinite(seconds)) return
    const next = { ...fixed, [which]: seconds }
    if (next.startSeconds < next.endSeconds) setParams({ range: `${next.startSeconds}~${next.endSeconds}` })
  }
  return (
    <span class="row">
      <select
        aria-label={strings.range.label}
        value={fixed ? FIXED : range}
        onChange={event => choose(event.currentTarget.value)}
      >
        {Object.keys(RANGES).map(each => (
          <option key={each} value={each}>
            {strings.range.last(each)}
          </option>
        ))}
        <option value={FIXED}>{strings.range.fixed}</option>
      </select>
      {fixed && (
        <>
          <Moment
            label={strings.range.from}
            seconds={fixed.startSeconds}
            onSet={text => setBound('startSeconds', text)}
          />
          <Moment
            label={strings.range.to}
            seconds={fixed.endSeconds}
            onSet={text => setBound('endSeconds', text)}
          />
        </>
      )}
    </span>
  )
}

function Moment({
  label,
  seconds,
  onSet,
}: {
  label: string
  seconds: number
  onSet: (text: string) => void
}) {
  return (
    <input
      type="datetime-local"
      step="1"
      aria-label={label}
      value={formatMoment(seconds).slice(0, 19).replace(' ', 'T')}
      onChange={event => onSet(event.currentTarget.value)}
    />
  )
}
