import { useEffect, useRef, useState } from 'preact/hooks'
import { traceIdText } from '../../model/trace-id-text.ts'
import { go, place, setParams } from '../../state/place.ts'
import { strings } from '../../strings.ts'
import { RangeSelect } from './range-select.tsx'

/** The filter expression, which speaks X-Ray's own language, and the time that is looked at. */
export function FilterBar({ error }: { error?: string | undefined }) {
  const { filter = '' } = place.value.params
  const [text, setText] = useState(filter)
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => setText(filter), [filter])
  const run = (event: Event) => {
    event.preventDefault()
    const traceId = traceIdText(text)
    if (traceId !== undefined) go({ view: 'trace', traceId, params: {} })
    else setParams({ filter: text.trim() }, 'push')
  }
  return (
    <form class="filter-bar" onSubmit={run}>
      <input
        ref={box}
        class="code"
        value={text}
        placeholder={strings.filter.placeholder}
        aria-label={strings.filter.label}
        aria-invalid={error !== undefined}
        spellcheck={false}
        autocomplete="off"
        onInput={event => setText(event.currentTarget.value)}
      />
      <RangeSelect />
      <button type="submit" class="primary">
        {strings.filter.run}
      </button>
      {error !== undefined && <p class="wrong small">{error}</p>}
    </form>
  )
}
