import { expect, test, vi } from 'vitest'
import type { Emitter, Outcome } from '../../src/emit/index.ts'
import { XRaySpanExporter } from '../../src/export/index.ts'
import { endedSpan } from '../fixtures/ended-span.ts'

test('counts spans in flight, exported and lost, and times each export', async () => {
  const log = vi.fn()
  const instrument = (name: string) => ({
    add: (value: number, labels: object) => log(name, value, labels),
    record: (value: number, labels: object) => log(name, value >= 0, labels),
  })
  const meterProvider = {
    getMeter: () => ({
      createCounter: instrument,
      createUpDownCounter: instrument,
      createHistogram: instrument,
    }),
  }
  const outcomes: Outcome[] = [{ kind: 'sent' }, { kind: 'dropped', reason: 'ECONNREFUSED' }]
  const emitter: Emitter = {
    maxDocumentBytes: 64_000,
    isFull: false,
    send: async () => [outcomes.shift()!],
    flush: async () => {},
    flushSync() {},
    close: async () => {},
  }
  const exporter = new XRaySpanExporter({ meterProvider }, emitter)
  for (let count = 0; count < 2; count++)
    await new Promise(resolve => exporter.export([endedSpan({ kind: 'server' })], resolve))
  const component = {
    'otel.component.type': 'aws_xray_udp_span_exporter',
    'otel.component.name': expect.stringMatching(/^aws_xray_udp_span_exporter\/\d+$/),
  }
  const lost = { ...component, 'error.type': 'ECONNREFUSED' }
  expect(log.mock.calls).toEqual([
    ['otel.sdk.exporter.span.inflight', 1, component],
    ['otel.sdk.exporter.span.inflight', -1, component],
    ['otel.sdk.exporter.span.exported', 1, component],
    ['otel.sdk.exporter.operation.duration', true, component],
    ['otel.sdk.exporter.span.inflight', 1, component],
    ['otel.sdk.exporter.span.inflight', -1, component],
    ['otel.sdk.exporter.span.exported', 1, lost],
    ['otel.sdk.exporter.operation.duration', true, lost],
  ])
})

test('a meter that throws costs no span and no answer', async () => {
  const fail = () => {
    throw new Error('no memory for a metric')
  }
  const instrument = () => ({ add: fail, record: fail })
  const meter = { createCounter: instrument, createUpDownCounter: instrument, createHistogram: instrument }
  const emitter: Emitter = {
    maxDocumentBytes: 64_000,
    isFull: false,
    send: async () => [{ kind: 'sent' }],
    flush: async () => {},
    flushSync() {},
    close: async () => {},
  }
  const exporter = new XRaySpanExporter({ meterProvider: { getMeter: () => meter } }, emitter)
  const result = await new Promise(resolve => exporter.export([endedSpan({ kind: 'server' })], resolve))
  expect(result).toEqual({ code: 0 })
  expect(exporter.stats().spans).toMatchObject({ made: 1, sent: 1, waiting: 0 })
})

test.each([
  ['http://127.0.0.1:1', { 'server.address': '127.0.0.1', 'server.port': 1 }],
  ['otlp+https://c.example/v1/traces', { 'server.address': 'c.example', 'server.port': 443 }],
  ['xray', {}],
])('knows that %s is spoken to by HTTP, and where it is', (endpoint, server) => {
  const add = vi.fn()
  const instrument = () => ({ add, record() {} })
  const meter = { createCounter: instrument, createUpDownCounter: instrument, createHistogram: instrument }
  const exporter = new XRaySpanExporter({ endpoint, meterProvider: { getMeter: () => meter } })
  exporter.export([], () => {})
  expect(add.mock.calls[0]![1]).toEqual({
    'otel.component.type': 'aws_xray_http_span_exporter',
    'otel.component.name': expect.any(String),
    ...server,
  })
})
