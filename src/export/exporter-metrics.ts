import type { Destination } from '../emit/index.ts'

/** What is used of OpenTelemetry's `MeterProvider`. */
export interface MeterProvider {
  getMeter(name: string): Meter
}

interface Meter {
  createCounter(name: string, options: InstrumentOptions): Counter
  createUpDownCounter(name: string, options: InstrumentOptions): Counter
  createHistogram(
    name: string,
    options: InstrumentOptions,
  ): { record(value: number, attributes: Labels): void }
}

interface Counter {
  add(value: number, attributes: Labels): void
}

interface InstrumentOptions {
  description: string
  unit: string
  advice?: { explicitBucketBoundaries: number[] }
}

type Labels = Record<string, string | number>

/** The number of the next exporter in this process. */
let nextNumber = 0

/**
 * The metrics that OpenTelemetry wants of an exporter of spans.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/otel/sdk-metrics/
 */
export class ExporterMetrics {
  readonly #labels: Labels
  readonly #inFlight: Counter
  readonly #exported: Counter
  readonly #duration: ReturnType<Meter['createHistogram']>

  constructor(meterProvider: MeterProvider, destination: Destination | undefined) {
    const type = `aws_xray_${!destination || destination.protocol === 'udp' ? 'udp' : 'http'}_span_exporter`
    const server = destination && serverOf(destination)
    const meter = meterProvider.getMeter('spanray')
    this.#labels = {
      'otel.component.type': type,
      'otel.component.name': `${type}/${nextNumber++}`,
      ...(server && { 'server.address': server.host, 'server.port': server.port }),
    }
    this.#inFlight = meter.createUpDownCounter('otel.sdk.exporter.span.inflight', {
      description: 'Spans that were handed to the exporter and are neither exported nor lost yet',
      unit: '{span}',
    })
    this.#exported = meter.createCounter('otel.sdk.exporter.span.exported', {
      description: 'Spans whose export is over, well or not',
      unit: '{span}',
    })
    this.#duration = meter.createHistogram('otel.sdk.exporter.operation.duration', {
      description: 'How long exporting a batch took',
      unit: 's',
      advice: { explicitBucketBoundaries: [] },
    })
  }

  begin(spans: number): void {
    record(() => this.#inFlight.add(spans, this.#labels))
  }

  /** @param error why they are lost; `undefined` for those that are exported */
  settle(spans: number, error: string | undefined): void {
    record(() => this.#inFlight.add(-spans, this.#labels))
    record(() => this.#exported.add(spans, this.#with(error)))
  }

  end(seconds: number, error: string | undefined): void {
    record(() => this.#duration.record(seconds, this.#with(error)))
  }

  #with(error: string | undefined): Labels {
    return error === undefined ? this.#labels : { ...this.#labels, 'error.type': error }
  }
}

function record(measure: () => void): void {
  try {
    measure()
  } catch {
    // The app's meter has thrown, which must not cost a document.
  }
}

/** `undefined` where only AWS's own settings will say. */
function serverOf(destination: Destination): { host: string; port: number } | undefined {
  if (destination.protocol === 'udp') return destination
  if (destination.url === undefined) return undefined
  const { hostname, port, protocol } = new URL(destination.url)
  return { host: hostname, port: Number(port) || (protocol === 'https:' ? 443 : 80) }
}
