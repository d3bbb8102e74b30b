import type { ApiOptions } from '../client/index.ts'
import { createHttpEmitter } from './create-http-emitter.ts'
import type { Destination } from './destination.ts'
import type { Emitter } from './emitter.ts'
import { UdpEmitter } from './udp-emitter.ts'

/** The emitter for a destination; the options are those of a connection to the API, where it is one. */
export function createEmitter(destination: Destination, options: ApiOptions = {}): Emitter {
  return destination.protocol === 'udp'
    ? new UdpEmitter(destination)
    : createHttpEmitter(destination, options)
}
