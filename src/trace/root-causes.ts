import type { MergedTrace } from './merge-trace.ts'
import type { RootCauses } from './root-cause-types.ts'

/** Why a trace failed, and why it took as long as it did. */
export function findRootCauses(_trace: MergedTrace): RootCauses {
  return { fault: [], error: [], responsetime: [] }
}
