import { quoteValue } from '../../document/index.ts'
import { invalidRequest } from '../../receiver/index.ts'

/**
 * Takes in what a daemon says of itself, and keeps nothing of it.
 *
 * @throws ApiError 400 when `TelemetryRecords` is no list of objects
 * @see https://docs.aws.amazon.com/xray/latest/api/API_PutTelemetryRecords.html
 */
export function putTelemetryRecords(request: Record<string, unknown>): Record<string, never> {
  const { TelemetryRecords: records } = request
  if (Array.isArray(records) && records.every(record => typeof record === 'object' && record !== null))
    return {}
  throw invalidRequest(`TelemetryRecords is ${quoteValue(records)}; it must be a list of records`)
}
