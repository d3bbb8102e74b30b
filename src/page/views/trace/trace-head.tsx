import type { Segment } from '../../../document/index.ts'
import { traceSizes } from '../../model/document-sizes.ts'
import { formatDuration, formatMoment } from '../../model/format.ts'
import { linkedTraces } from '../../model/linked-traces.ts'
import type { TraceTree } from '../../model/trace-tree.ts'
import { isTraceFile } from '../../state/place.ts'
import { useDeferred } from '../../state/use-deferred.ts'
import { strings } from '../../strings.ts'
import { Age } from '../parts/age.tsx'
import { CopyButton } from '../parts/copy-button.tsx'
import { OutcomeBadge } from '../parts/outcome-badge.tsx'
import { LinkedList } from './linked-list.tsx'
import { ShareMenu } from './share-menu.tsx'
import { SizeList } from './size-list.tsx'

/** What the trace is about, in a line or two. */
export function TraceHead({ tree }: { tree: TraceTree }) {
  const { entry } = tree
  const { request, response } = entry.entity.http ?? {}
  const text = strings.trace
  const sizes = useDeferred(() => traceSizes(tree.documents), [tree])
  const linked = useDeferred(() => linkedTraces(tree, tree.rows), [tree]) ?? []
  const { user } = entry.entity as Segment
  const status = response?.status === undefined ? undefined : String(response.status)
  return (
    <header class="trace-head">
      <div class="row spread">
        <div class="row">
          <h1>{request?.url ? `${request.method ?? ''} ${request.url}`.trim() : entry.entity.name}</h1>
          <OutcomeBadge outcome={entry.isInProgress ? 'progress' : entry.outcome} text={status} />
          {tree.isPartial && (
            <span class="badge is-progress" title={strings.partialExplain}>
              {strings.partial}
            </span>
          )}
        </div>
        <ShareMenu tree={tree} />
      </div>
      <div class="row small">
        <span class="code">{tree.id}</span>
        <CopyButton text={tree.id} />
        <Item name={text.duration} value={formatDuration(tree.durationSeconds)} />
        <span class="soft" title={formatMoment(tree.startSeconds)}>
          {isTraceFile ? formatMoment(tree.startSeconds) : <Age epochSeconds={tree.startSeconds} />}
        </span>
        <span class="soft">{text.services(tree.services.length)}</span>
        <span class="soft">{text.rows(tree.rows.length)}</span>
        {sizes && <SizeList sizes={sizes} />}
        {user !== undefined && <Item name={text.fields.user} value={user} />}
      </div>
      <LinkedList linked={linked} />
    </header>
  )
}

function Item({ name, value }: { name: string; value: string }) {
  return (
    <span>
      <span class="soft">{name}</span>&nbsp;{value}
    </span>
  )
}
