import { useEffect, useState } from 'preact/hooks'
import { traceIdText } from '../../model/trace-id-text.ts'
import { go, place, setParams } from '../../state/place.ts'
import { useFocusKey } from '../../state/use-focus-key.ts'
import { strings } from '../../strings.ts'
import { FilterInput } from './filter-input.tsx'
import { GroupSelect } from './group-select.tsx'
import { RangeSelect } from './range-select.tsx'

const BOX_ID = 'filter'

/** The filter expression, which speaks X-Ray's own language, the group, and the time that is looked at. */
export function FilterBar({ error }: { error?: string | undefined }) {
  const { filter = '' } = place.value.params
  const [text, setText] = useState(filter)
  useEffect(() => setText(filter), [filter])
  useFocusKey(BOX_ID)
  const run = (event: Event) => {
    event.preventDefault()
    const traceId = traceIdText(text)
    if (traceId !== undefined) go({ view: 'trace', traceId, params: {} })
    else setParams({ filter: text.trim() }, 'push')
  }
  return (
    <form class="filter-bar" onSubmit={run}>
      <FilterInput id={BOX_ID} label={strings.filter.label} value={text} onInput={setText} />
      <GroupSelect />
      <RangeSelect />
      <button type="submit" class="primary">
        {strings.filter.run}
      </button>
      {error !== undefined && <p class="wrong small">{error}</p>}
    </form>
  )
}
