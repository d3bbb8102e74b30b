import { diag, trace } from '@opentelemetry/api'
import { InstrumentationBase } from '@opentelemetry/instrumentation'
import { TracerProvider } from '@opentelemetry/sdk-trace'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { OwnInstrumentations } from '../../src/setup/own-instrumentations.ts'
import { ProcessTracerProvider } from '../../src/setup/process-tracer-provider.ts'

/** Notes what becomes of it. */
class Shop extends InstrumentationBase {
  readonly owner: string
  constructor(owner: string) {
    super('@opentelemetry/instrumentation-shop', '1.0.0', {})
    this.owner = owner
    events.push(`${owner} on`)
  }
  protected init() {
    return []
  }
  override disable() {
    events.push(`${this.owner} off`)
  }
}

let events: string[]
let warnings: string[]
let instrumentations: OwnInstrumentations

function begin(isTaken?: (name: string) => boolean) {
  instrumentations = new OwnInstrumentations(isTaken)
  const shared = new ProcessTracerProvider(new TracerProvider(), name => instrumentations.yieldTo(name))
  trace.setGlobalTracerProvider(shared)
}

beforeEach(() => {
  events = []
  warnings = []
  const warn = (text: string) => void warnings.push(text)
  diag.setLogger({ error: warn, warn, info() {}, debug() {}, verbose() {} })
})

afterEach(() => {
  trace.disable()
  diag.disable()
})

test('ours stays while nobody brings another', () => {
  begin()
  instrumentations.start('shop', () => new Shop('ours'))
  trace.getTracer('another').startSpan('x').end()
  expect(events).toEqual(['ours on'])
})

test("ours is off before the app's is on, and never comes back", () => {
  begin()
  instrumentations.start('shop', () => new Shop('ours'))
  new Shop('theirs').setTracerProvider(trace.getTracerProvider())
  instrumentations.start('shop', () => new Shop('ours'))
  expect(events).toEqual(['ours on', 'ours off', 'theirs on'])
})

test('ours is not made when the app was there first', () => {
  begin(name => name === 'shop')
  instrumentations.start('shop', () => new Shop('ours'))
  expect(events).toEqual([])
})

test('ours is undone when only its tracer tells that the app has it', () => {
  begin()
  new Shop('theirs')
  instrumentations.start('a name of ours', () => new Shop('ours'))
  expect(events).toEqual(['theirs on', 'ours on', 'ours off'])
})

test('one that fails is a warning', () => {
  begin()
  instrumentations.start('shop', () => {
    throw new Error('no')
  })
  expect(warnings).toEqual(['spanray: shop is not traced: Error: no'])
})
