import { divideReservoir } from './divide-reservoir.ts'

/** How often a client used a rule, as `GetSamplingTargets` takes it. */
export interface SamplingStatisticsDocument {
  RuleName: string
  ClientID: string
  RequestCount: number
  SampledCount: number
  BorrowCount: number
}

/** How often a rule was used in ten seconds, by all clients together. */
export interface SamplingStatisticSummary {
  RuleName: string
  /** When the ten seconds began, in epoch seconds. */
  Timestamp: number
  RequestCount: number
  BorrowCount: number
  SampledCount: number
}

/** Clients report every 10 s. */
export const REPORT_SECONDS = 10
/** Who has missed three reports is gone. */
const GONE_AFTER_SECONDS = 35
const KEPT_SECONDS = 3600
const MAX_CLIENTS_PER_RULE = 1000

interface Client {
  seenSeconds: number
  requests: number
}

/** Who uses which sampling rule, and how much. */
export class SamplingUsage {
  readonly #clients = new Map<string, Map<string, Client>>()
  readonly #windows = new Map<string, SamplingStatisticSummary>()

  /** Takes in a client's report. */
  report(document: SamplingStatisticsDocument, nowSeconds: number): void {
    const { RuleName, ClientID, RequestCount, SampledCount, BorrowCount } = document
    const clients = this.#clients.get(RuleName) ?? new Map<string, Client>()
    this.#clients.set(RuleName, clients)
    clients.delete(ClientID)
    clients.set(ClientID, { seenSeconds: nowSeconds, requests: RequestCount })
    for (const [id, { seenSeconds }] of clients) {
      if (clients.size <= MAX_CLIENTS_PER_RULE && seenSeconds > nowSeconds - GONE_AFTER_SECONDS) break
      clients.delete(id)
    }

    const Timestamp = Math.floor(nowSeconds / REPORT_SECONDS) * REPORT_SECONDS
    const key = `${Timestamp} ${RuleName}`
    const window = this.#windows.get(key) ?? {
      RuleName,
      Timestamp,
      RequestCount: 0,
      BorrowCount: 0,
      SampledCount: 0,
    }
    window.RequestCount += RequestCount
    window.BorrowCount += BorrowCount
    window.SampledCount += SampledCount
    this.#windows.set(key, window)
    for (const [oldKey, { Timestamp: begin }] of this.#windows) {
      if (begin > nowSeconds - KEPT_SECONDS) break
      this.#windows.delete(oldKey)
    }
  }

  /** What a client that has reported may take of a rule's reservoir, in requests a second. */
  quotaOf(clientId: string, ruleName: string, reservoirSize: number, nowSeconds: number): number {
    const demand = new Map<string, number>()
    for (const [id, { seenSeconds, requests }] of this.#clients.get(ruleName) ?? []) {
      if (seenSeconds > nowSeconds - GONE_AFTER_SECONDS) demand.set(id, requests)
    }
    return divideReservoir(reservoirSize, demand).get(clientId) ?? 0
  }

  /** The last hour, in spans of ten seconds, the latest first. */
  summaries(nowSeconds: number): SamplingStatisticSummary[] {
    return [...this.#windows.values()]
      .filter(({ Timestamp }) => Timestamp > nowSeconds - KEPT_SECONDS)
      .reverse()
  }
}
