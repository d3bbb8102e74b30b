import type { Service } from '../../graph/index.ts'
import { callXRay } from '../api/call-xray.ts'
import { traceGraph } from '../model/trace-graph.ts'
import type { TraceTree } from '../model/trace-tree.ts'
import { isTraceFile } from './place.ts'
import { useDeferred } from './use-deferred.ts'
import { useLoad } from './use-load.ts'

/**
 * The service graph of a trace, `undefined` until it is there or while it is not wanted. The server makes it, as it takes a
 * while for a long trace; in a file, which has no server, it is made here.
 */
export const useTraceGraph: (tree: TraceTree, isWanted: boolean) => readonly Service[] | undefined =
  isTraceFile ? useOwnGraph : useServersGraph

function useOwnGraph(tree: TraceTree, isWanted: boolean) {
  return useDeferred(() => (isWanted ? traceGraph(tree.documents) : undefined), [tree, isWanted])
}

function useServersGraph(tree: TraceTree, isWanted: boolean) {
  const { value } = useLoad(
    async signal => {
      if (!isWanted) return undefined
      return (await callXRay<{ Services: Service[] }>('/TraceGraph', { TraceIds: [tree.id] }, signal))
        .Services
    },
    [tree, isWanted],
  )
  return isWanted ? value : undefined
}
