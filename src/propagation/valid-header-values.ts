import type { TextMapPropagator } from '@opentelemetry/api'

/** @see https://www.rfc-editor.org/rfc/rfc9110#name-field-values */
const HEADER_VALUE = /^[\t\x20-\x7e]*$/

/**
 * The propagator, writing only what may stand in a header. OpenTelemetry's own for baggage hands on the properties of an
 * entry as they came; a line break in them, which the attribute of a queue's message can hold, would make the app's next
 * request throw.
 */
export function validHeaderValues(propagator: TextMapPropagator): TextMapPropagator {
  return {
    inject: (context, carrier, setter) =>
      propagator.inject(context, carrier, {
        set: (_, key, value) => {
          if (HEADER_VALUE.test(value)) setter.set(carrier, key, value)
        },
      }),
    extract: (context, carrier, getter) => propagator.extract(context, carrier, getter),
    fields: () => propagator.fields(),
  }
}
