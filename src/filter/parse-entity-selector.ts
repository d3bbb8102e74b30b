import type { FilterError, ServiceSelector } from './filter.ts'
import { FilterFault } from './filter-fault.ts'
import { readEdge, readSelector, readService } from './read-services.ts'
import { TokenReader } from './token-reader.ts'
import { tokenize } from './tokenize.ts'

/** What statistics over time are asked of: of services, or of calls from one to another. */
export type EntitySelector =
  | { kind: 'service'; service: ServiceSelector }
  | { kind: 'edge'; from: ServiceSelector; to: ServiceSelector }

/** A selector, or the reason why there is none. */
export type ParsedEntitySelector =
  | { selector: EntitySelector; error?: undefined }
  | { selector?: undefined; error: FilterError }

/**
 * Reads the part of the filter language that `GetTimeSeriesServiceStatistics` takes: `service()`, `edge()` and `id()`,
 * without braces. Never throws.
 *
 *     'edge("shop", "pay")' → { selector: { kind: 'edge', from: { name: 'shop' }, to: { name: 'pay' } } }
 *     'id(type: "client")' → { selector: { kind: 'service', service: { type: 'client' } } }
 *
 * @param text of at most 500 characters, as the API has it
 * @see https://docs.aws.amazon.com/xray/latest/api/API_GetTimeSeriesServiceStatistics.html
 */
export function parseEntitySelector(text: string): ParsedEntitySelector {
  const reader = new TokenReader(tokenize(text))
  try {
    const selector = readEntitySelector(reader)
    if (reader.token.kind !== 'end') throw reader.fault()
    return { selector }
  } catch (fault) {
    if (fault instanceof FilterFault) return { error: fault.toError() }
    throw fault
  }
}

function readEntitySelector(reader: TokenReader): EntitySelector {
  const refuseBraces = () => {
    throw reader.fault('a selector takes no braces')
  }
  if (reader.takeWord('service', 'statistics of services')) {
    return readService(reader, refuseBraces) as EntitySelector
  }
  if (reader.takeWord('edge', 'statistics of calls')) return readEdge(reader, refuseBraces) as EntitySelector
  return { kind: 'service', service: readSelector(reader) }
}
