import { diag } from '@opentelemetry/api'
import type { Instrumentation } from '@opentelemetry/instrumentation'

/**
 * The instrumentations that we brought, each until the app brings its own of the same name: two would record everything
 * twice, and the app's has the options that the app gave it.
 */
export class OwnInstrumentations {
  readonly #isTaken: (name: string) => boolean
  readonly #running = new Map<string, { readonly name: string; readonly instrumentation: Instrumentation }>()
  readonly #brought = new Set<string>()
  #isStarting = false

  /** @param isTaken whether the app's is at work already, by the name in `@opentelemetry/instrumentation-<name>` */
  constructor(isTaken: (name: string) => boolean = () => false) {
    this.#isTaken = isTaken
  }

  /** Starts one of ours, unless the app has its own. One that fails is a warning, and the app goes on without it. */
  start(name: string, create: () => Instrumentation): void {
    if (this.#isTaken(name) || this.#brought.has(`@opentelemetry/instrumentation-${name}`)) return
    this.#isStarting = true
    try {
      const instrumentation = create()
      if (this.#brought.has(instrumentation.instrumentationName)) instrumentation.disable()
      else this.#running.set(instrumentation.instrumentationName, { name, instrumentation })
    } catch (error) {
      diag.warn(`spanray: ${name} is not traced: ${error}`)
    } finally {
      this.#isStarting = false
    }
  }

  /** Those of ours that are at work, by the names that they were started by. */
  get names(): string[] {
    return Array.from(this.#running.values(), ({ name }) => name)
  }

  /**
   * Takes note that somebody asks for a tracer of this name. An instrumentation does so when it is made, before it
   * changes any module: ours of that name, if there is one, is undone by then.
   */
  yieldTo(tracerName: string): void {
    if (this.#isStarting) return
    this.#brought.add(tracerName)
    const own = this.#running.get(tracerName)
    if (!own) return
    this.#running.delete(tracerName)
    try {
      own.instrumentation.disable()
    } catch (error) {
      diag.warn(`spanray: cannot undo ${tracerName}, which the app brings itself: ${error}`)
    }
  }
}
