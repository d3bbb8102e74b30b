import { context } from '@opentelemetry/api'
import type { Emitter } from '../emit/index.ts'
import { UNTRACED } from './untraced.ts'

/** The same emitter, whose own calls are not traced, whoever has it make them. */
export function untracedEmitter(emitter: Emitter): Emitter {
  return {
    get maxDocumentBytes() {
      return emitter.maxDocumentBytes
    },
    get isFull() {
      return emitter.isFull
    },
    send: documents => context.with(UNTRACED, () => emitter.send(documents)),
    flush: boundMillis => context.with(UNTRACED, () => emitter.flush(boundMillis)),
    flushSync: boundMillis => emitter.flushSync(boundMillis),
    close: () => context.with(UNTRACED, () => emitter.close()),
  }
}
