import { invalidRequest } from '../../receiver/index.ts'
import type { CountedValue } from '../store/term-index.ts'
import type { AskStore } from '../store/trace-store.ts'

const MAX_VALUES = 100

/**
 * Values of a keyword or annotation that traces have, for completion: `?key=http.url&containing=/api`.
 *
 * @throws ApiError 400 without a key
 */
export async function listValues(query: URLSearchParams, ask: AskStore): Promise<{ values: CountedValue[] }> {
  const of = query.get('key')
  if (!of)
    throw invalidRequest('key is missing; name a keyword of filters, service, annotation or annotation[KEY]')
  return {
    values: await ask('knownValues', { of, containing: query.get('containing') ?? '', limit: MAX_VALUES }),
  }
}
