import type { Attributes } from '@opentelemetry/api'

/** What an event tells of its sender. */
export interface EventDescription {
  /** In OpenTelemetry's words. @see https://opentelemetry.io/docs/specs/semconv/faas/faas-spans/ */
  readonly trigger: 'http' | 'pubsub' | 'datasource' | 'timer' | 'other'
  readonly attributes: Attributes
  /** Headers that may name a trace: one set for a request, one for each message of a batch. */
  readonly carriers: readonly Carrier[]
}

/** Headers, their names in lower case. */
export type Carrier = Readonly<Record<string, string>>

/** Any object of an event, whose members may be anything. */
export type Fields = Readonly<Record<string, unknown>>

/** Tells of the kinds of events that it knows; `undefined` for others. */
export type Describe = (event: Fields) => EventDescription | undefined
