import { ApiConnection, type ApiOptions } from '../client/index.ts'
import { ApiEmitter } from './api-emitter.ts'
import type { ApiDestination, OtlpDestination } from './destination.ts'
import type { Emitter } from './emitter.ts'
import { OtlpEmitter } from './otlp-emitter.ts'

/** The emitter for a destination that is called over HTTP: the X-Ray API, or an OTLP endpoint. */
export function createHttpEmitter(
  { protocol, url }: ApiDestination | OtlpDestination,
  options: ApiOptions,
): Emitter {
  const connection = new ApiConnection({ ...options, url })
  return protocol === 'xray' ? new ApiEmitter(connection) : new OtlpEmitter(connection)
}
