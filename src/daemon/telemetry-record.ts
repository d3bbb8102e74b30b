import type { AccountsSnapshot } from '../emit/index.ts'

/** Calls of X-Ray that failed, by how. */
export interface BackendConnectionErrors {
  TimeoutCount: number
  ConnectionRefusedCount: number
  HTTPCode4XXCount: number
  HTTPCode5XXCount: number
  UnknownHostCount: number
  OtherCount: number
}

/**
 * What became of documents in a span of time, as X-Ray is told.
 * @see https://docs.aws.amazon.com/xray/latest/api/API_TelemetryRecord.html
 */
export interface TelemetryRecord {
  /** Epoch seconds. */
  Timestamp: number
  SegmentsReceivedCount: number
  SegmentsSentCount: number
  SegmentsSpilloverCount: number
  SegmentsRejectedCount: number
  BackendConnectionErrors: BackendConnectionErrors
}

/**
 * The record of what happened between two looks at the accounts. What X-Ray or we found invalid was rejected; what was
 * given up has spilled over.
 */
export function telemetryRecord(
  before: AccountsSnapshot,
  now: AccountsSnapshot,
  errors: BackendConnectionErrors,
  epochMillis: number,
): TelemetryRecord {
  const since = (count: (accounts: AccountsSnapshot) => number) => count(now) - count(before)
  return {
    Timestamp: epochMillis / 1000,
    SegmentsReceivedCount: since(({ made }) => made),
    SegmentsSentCount: since(({ sent }) => sent),
    SegmentsSpilloverCount: since(({ dropped }) => sum(dropped)),
    SegmentsRejectedCount: since(({ rejected, unprocessed }) => sum(rejected) + sum(unprocessed)),
    BackendConnectionErrors: errors,
  }
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0)
}

/** No errors at all. */
export function noConnectionErrors(): BackendConnectionErrors {
  return {
    TimeoutCount: 0,
    ConnectionRefusedCount: 0,
    HTTPCode4XXCount: 0,
    HTTPCode5XXCount: 0,
    UnknownHostCount: 0,
    OtherCount: 0,
  }
}

/**
 * Under which name a failed call is counted.
 *
 *     countedAs({ code: 'ECONNREFUSED' }) → 'ConnectionRefusedCount'
 */
export function countedAs({
  code,
  status,
}: {
  code: string
  status?: number | undefined
}): keyof BackendConnectionErrors {
  if (status !== undefined && status >= 500) return 'HTTPCode5XXCount'
  if (status !== undefined && status >= 400) return 'HTTPCode4XXCount'
  if (/timeout|ETIMEDOUT/i.test(code)) return 'TimeoutCount'
  if (code === 'ECONNREFUSED') return 'ConnectionRefusedCount'
  return code === 'ENOTFOUND' || code === 'EAI_AGAIN' ? 'UnknownHostCount' : 'OtherCount'
}
