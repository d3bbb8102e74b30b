import type { Tracer, TracerOptions, TracerProvider } from '@opentelemetry/api'

/** What an SDK's tracer provider has beside OpenTelemetry's API, and a no-op one has not. */
interface Provider extends TracerProvider {
  forceFlush?(): Promise<void>
  shutdown?(): Promise<void>
}

/**
 * The tracer provider that the whole process shares. An instrumentation asks it for a tracer of its own name, first of
 * all: so it learns, before anything is patched twice, that the app brings an instrumentation that we have too.
 */
export class ProcessTracerProvider implements TracerProvider {
  readonly #provider: Provider
  readonly #onTracer: (name: string) => void

  /** @param onTracer is told of each tracer that is asked for, before it is given */
  constructor(provider: Provider, onTracer: (name: string) => void) {
    this.#provider = provider
    this.#onTracer = onTracer
  }

  getTracer(name: string, version?: string, options?: TracerOptions): Tracer {
    this.#onTracer(name)
    return this.#provider.getTracer(name, version, options)
  }

  async forceFlush(): Promise<void> {
    await this.#provider.forceFlush?.()
  }

  async shutdown(): Promise<void> {
    await this.#provider.shutdown?.()
  }
}
