import { ApiConnection, type ApiOptions } from '../client/index.ts'
import { ApiEmitter } from './api-emitter.ts'
import type { Destination } from './destination.ts'
import type { Emitter } from './emitter.ts'
import { OtlpEmitter } from './otlp-emitter.ts'
import { UdpEmitter } from './udp-emitter.ts'

/** The emitter for a destination; the options are those of a connection to the API, where it is one. */
export function createEmitter(destination: Destination, options: ApiOptions = {}): Emitter {
  if (destination.protocol === 'udp') return new UdpEmitter(destination)
  const connection = new ApiConnection({ ...options, url: destination.url })
  return destination.protocol === 'xray' ? new ApiEmitter(connection) : new OtlpEmitter(connection)
}
