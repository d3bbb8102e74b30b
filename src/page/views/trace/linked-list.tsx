import type { LinkedTrace } from '../../model/linked-traces.ts'
import { isTraceFile } from '../../state/place.ts'
import { strings } from '../../strings.ts'

/** The traces that this one names as related, to go on to; in a file, which has only one, their ids. */
export function LinkedList({ linked }: { linked: readonly LinkedTrace[] }) {
  if (linked.length === 0) return null
  return (
    <p class="row small">
      <span class="soft">{strings.trace.linked}</span>
      {linked.map(({ traceId, id, count }) => (
        <span key={traceId}>
          {isTraceFile ? <code>{traceId}</code> : <a href={hrefOf(traceId, id)}>{traceId}</a>}
          {count > 1 && ` ×${count}`}
        </span>
      ))}
    </p>
  )
}

/** A mark on the row of what names other traces, which leads to the first of them. */
export function LinkedMark({ linked }: { linked: readonly LinkedTrace[] }) {
  const [first] = linked
  if (!first) return null
  const title = strings.trace.linkedTo(linked.map(({ traceId }) => traceId))
  if (isTraceFile) {
    return (
      <span class="linked" title={title}>
        {strings.trace.linkedMark}
      </span>
    )
  }
  return (
    <a class="linked" href={hrefOf(first.traceId, first.id)} title={title} tabIndex={-1}>
      {strings.trace.linkedMark}
    </a>
  )
}

function hrefOf(traceId: string, id: string): string {
  return `/t/${traceId}?at=${id}`
}
