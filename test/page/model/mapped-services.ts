import type { Edge, Service, Statistics } from '../../../src/graph/index.ts'

/** Statistics of so many requests, half a second each. */
export function statistics(ok: number, { error = 0, throttle = 0, fault = 0 } = {}): Statistics {
  const total = ok + error + throttle + fault
  return {
    OkCount: ok,
    ErrorStatistics: { ThrottleCount: throttle, OtherCount: error, TotalCount: error + throttle },
    FaultStatistics: { OtherCount: fault, TotalCount: fault },
    TotalCount: total,
    TotalResponseTime: total / 2,
  }
}

/** Services by name, each with the names of those whom it calls: `{ shop: ['pay'], pay: [] }`. */
export function services(calls: Record<string, string[]>): Service[] {
  const names = Object.keys(calls)
  return names.map((Name, ReferenceId) => ({
    ReferenceId,
    Name,
    Names: [Name],
    State: 'active',
    StartTime: 0,
    EndTime: 60,
    Edges: calls[Name]!.map(callee => edge(names.indexOf(callee))),
    SummaryStatistics: statistics(10),
  }))
}

function edge(ReferenceId: number): Edge {
  return {
    ReferenceId,
    StartTime: 0,
    EndTime: 60,
    SummaryStatistics: statistics(4, { fault: 1 }),
    ResponseTimeHistogram: [],
    Aliases: [],
  }
}
