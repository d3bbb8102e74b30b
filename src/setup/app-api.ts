import { type TraceAPI, trace } from '@opentelemetry/api'

/** The copy of OpenTelemetry's API that the app's own files require, beside the one in our bundle. */
export const requiredTrace: TraceAPI = trace

/** The one that the app's ES modules import, which from 1.10 on is another one. */
export async function importTrace(): Promise<TraceAPI> {
  return (await import('@opentelemetry/api')).trace
}
