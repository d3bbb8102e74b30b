import type { AccountsSnapshot } from '../../src/emit/index.ts'
import type { ExportStats } from '../../src/export/index.ts'

/**
 * Both ledgers in a line, which says so when one does not balance.
 *
 *     'spans: 3 made, 2 sent, 1 ECONNREFUSED; documents: …'
 */
export function summarize({ spans, documents }: ExportStats): string {
  return `spans: ${ledger(spans)}; documents: ${ledger(documents)}`
}

function ledger({ made, sent, waiting, unprocessed, rejected, dropped }: AccountsSnapshot): string {
  const losses = Object.entries({ ...unprocessed, ...rejected, ...dropped })
  const sum = losses.reduce((total, [, count]) => total + count, sent + waiting)
  const parts = [
    `${made} made`,
    ...(sent ? [`${sent} sent`] : []),
    ...(waiting ? [`${waiting} waiting`] : []),
    ...losses.map(([reason, count]) => `${count} ${reason}`),
    ...(sum === made ? [] : ['NOT BALANCED']),
  ]
  return parts.join(', ')
}
