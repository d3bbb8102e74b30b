import { describe, expect, test } from 'vitest'
import { cases } from './cases.ts'
import { watchDiagnostics } from './watch-diagnostics.ts'

// Whatever becomes of the daemon, the network and the process: what arrives, what is counted, what is logged.

describe('delivery', () => {
  test.for(cases)('$title', { timeout: 20_000 }, async ({ run, skipped, ...expected }, { skip }) => {
    if (skipped) skip(skipped)
    using diagnostics = watchDiagnostics()
    const seen = await run()
    const logged = [...diagnostics.lines, ...(seen.logged ?? [])]
    expect(seen.arrived.toSorted()).toEqual(expected.arrived.toSorted())
    expect(seen.counted).toEqual(expected.counted)
    expect(logged).toEqual(expected.logged.map(line => expect.stringMatching(line)))
    expect(seen.ended).toEqual(expected.ended)
  })
})
