import { readFixture } from './read-fixture.mjs'

const TRACES_PER_BATCH = 5

export const traces = readFixture()
export const spanCount = traces.flat().length

/** The fixture's spans as an exporter would get them. */
export const batches = Array.from({ length: traces.length / TRACES_PER_BATCH }, (_, index) =>
  traces.slice(index * TRACES_PER_BATCH, (index + 1) * TRACES_PER_BATCH).flat(),
)
