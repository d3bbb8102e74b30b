/** Traces in a run of those that are timed by trace. */
export const TRACES = 1000

/** What is timed, how many there are in one run, and what the time of one is told in. */
export const contenders = {
  'documents → merged trace': { calls: TRACES, unit: 'µs' },
  'merged trace → record': { calls: TRACES, unit: 'µs' },
  'merged trace → root causes': { calls: TRACES, unit: 'µs' },
  'record → summary': { calls: TRACES, unit: 'µs' },
  'record → its part of the graph': { calls: TRACES, unit: 'µs' },
  'a filter, put to a record': { calls: TRACES, unit: 'µs' },
  'the graph of an hour, trace by trace': { calls: 1, unit: 'ms' },
  'the graph of an hour, of 60 minutes': { calls: 1, unit: 'ms' },
}
