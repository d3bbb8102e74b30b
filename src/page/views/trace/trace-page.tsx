import { useMemo } from 'preact/hooks'
import type { ReceivedDocument } from '../../../document/index.ts'
import { askXRayForText } from '../../api/call-xray.ts'
import { changesOf } from '../../api/live-events.ts'
import { traceIdText } from '../../model/trace-id-text.ts'
import { traceTree } from '../../model/trace-tree.ts'
import { useLoad } from '../../state/use-load.ts'
import { strings } from '../../strings.ts'
import { EmptyState, FailedState, LoadingState } from '../parts/load-state.tsx'
import { TraceHead } from './trace-head.tsx'
import { TraceView } from './trace-view.tsx'

/** The page of one trace: `/t/<id>`, in either form. */
export function TracePage({ traceId }: { traceId: string }) {
  const id = traceIdText(traceId)
  const {
    value: text,
    error,
    isLoading,
  } = useLoad(signal => askXRayForText(`/api/trace?id=${id ?? ''}`, signal), [traceId], {
    follows: changesOf(id ?? ''),
  })
  // A trace that came again as it was is not taken apart again: what is folded and selected stays.
  const tree = useMemo(
    () => (text === undefined ? undefined : traceTree(JSON.parse(text) as ReceivedDocument[])),
    [text],
  )
  if (tree) {
    return (
      <div class="trace">
        <TraceHead tree={tree} />
        <TraceView tree={tree} />
      </div>
    )
  }
  return (
    <>
      <h1 class="hidden-text">{strings.trace.title}</h1>
      {error ? (
        <FailedState error={error} />
      ) : isLoading ? (
        <LoadingState />
      ) : (
        <MissingTrace traceId={traceId} />
      )}
    </>
  )
}

function MissingTrace({ traceId }: { traceId: string }) {
  const isId = traceIdText(traceId) !== undefined
  return (
    <EmptyState title={strings.trace.missing}>
      <p class="code">{traceId}</p>
      <p>{isId ? strings.trace.missingExplain : strings.jump.wrong}</p>
      <p>
        <a href="/traces">{strings.trace.list}</a>
      </p>
    </EmptyState>
  )
}
