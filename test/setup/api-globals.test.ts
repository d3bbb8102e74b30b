import { context, createContextKey, propagation, ROOT_CONTEXT, type Tracer, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { W3CBaggagePropagator, W3CTraceContextPropagator } from '@opentelemetry/core'
import { afterEach, expect, test } from 'vitest'
import { apiGlobals, registerGlobals } from '../../src/setup/api-globals.ts'

afterEach(() => {
  trace.disable()
  context.disable()
  propagation.disable()
})

/** A provider whose tracers start spans that say whose they are. */
const providerOf = (owner: string) => ({ getTracer: () => ({ startSpan: () => owner }) as unknown as Tracer })

test('registerGlobals() registers provider, propagator and a context manager', () => {
  expect(apiGlobals()?.trace).toBeUndefined()
  registerGlobals(providerOf('ours'), new W3CTraceContextPropagator())
  expect(trace.getTracer('any').startSpan('x')).toBe('ours')
  expect(propagation.fields()).toEqual(['traceparent', 'tracestate'])
  const key = createContextKey('test')
  expect(context.with(ROOT_CONTEXT.setValue(key, 7), () => context.active().getValue(key))).toBe(7)
  expect(Object.keys(apiGlobals() ?? {})).toEqual(expect.arrayContaining(['trace', 'context', 'propagation']))
})

test('registerGlobals() takes the place of a provider and a propagator, for the tracers that are given already too', () => {
  const early = trace.getTracer('early')
  trace.setGlobalTracerProvider(providerOf('theirs'))
  propagation.setGlobalPropagator(new W3CBaggagePropagator())
  const manager = new AsyncLocalStorageContextManager().enable()
  context.setGlobalContextManager(manager)
  registerGlobals(providerOf('ours'), new W3CTraceContextPropagator())
  expect(early.startSpan('x')).toBe('ours')
  expect(trace.getTracer('late').startSpan('x')).toBe('ours')
  expect(propagation.fields()).toEqual(['traceparent', 'tracestate'])
  expect(apiGlobals()?.context).toBe(manager)
})
