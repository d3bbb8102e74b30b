import { mergeDocuments, type ReceivedDocument } from '../../../document/index.ts'
import { traceTree } from '../../model/trace-tree.ts'
import { strings } from '../../strings.ts'
import { EmptyState } from '../parts/load-state.tsx'
import { TraceHead } from '../trace/trace-head.tsx'
import { TraceView } from '../trace/trace-view.tsx'
import { KeySheet } from './key-sheet.tsx'

/** One trace, in a file that somebody has shared: nothing is asked for, and nobody is. */
export function FileApp() {
  const tree = traceTree(mergeDocuments(fileDocuments()))
  if (!tree) return <EmptyState title={strings.trace.missing} />
  return (
    <main class="trace">
      <TraceHead tree={tree} />
      <TraceView tree={tree} />
      <KeySheet />
    </main>
  )
}

function fileDocuments(): ReceivedDocument[] {
  const text = document.getElementById('trace-file')?.textContent ?? 'null'
  return (JSON.parse(text) as ReceivedDocument[] | null) ?? []
}
