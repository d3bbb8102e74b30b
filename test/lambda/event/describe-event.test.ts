import fc from 'fast-check'
import { expect, test } from 'vitest'
import { describeEvent } from '../../../src/lambda/event/describe-event.ts'
import { EVENTS, traceHeaders } from './events.ts'

test.each(Object.entries(EVENTS))('%s', (_, { attributes, carriers, clientContext, event, trigger }) => {
  const description = describeEvent(event, {
    ...(clientContext !== undefined && { clientContext }),
  } as object)
  expect(description.trigger).toBe(trigger)
  expect(description.attributes).toMatchObject(attributes)
  expect(description.carriers.map(traceHeaders)).toEqual(carriers)
})

test('says what it can of an event of which half is missing or of another type', () => {
  const kinds = Object.values(EVENTS).map(({ event }) => event)
  const damaged = fc
    .tuple(fc.constantFrom(...kinds), fc.infiniteStream(fc.boolean()), fc.anything())
    .map(([event, choices, value]) =>
      JSON.parse(JSON.stringify(event), (_, member) => (choices.next().value ? member : value)),
    )
  fc.assert(
    fc.property(fc.oneof(damaged, fc.anything()), event => {
      const { attributes, carriers, trigger } = describeEvent(event, {})
      expect(trigger).toMatch(/^(http|pubsub|datasource|timer|other)$/)
      for (const value of Object.values(attributes)) expect(typeof value).toMatch(/^(string|number)$/)
      for (const carrier of carriers)
        for (const value of Object.values(carrier)) expect(typeof value).toBe('string')
    }),
    { numRuns: 500 },
  )
})

test('reads no more than a hundred records of a stream', () => {
  const data = Buffer.from(
    '{"traceparent":"00-5759e988bd862e3fe1be46a994272793-b0a1c2d3e4f50617-01"}',
  ).toString('base64')
  const Records = Array.from({ length: 10_000 }, () => ({ eventSource: 'aws:kinesis', kinesis: { data } }))
  const { attributes, carriers } = describeEvent({ Records }, {})
  expect(attributes['messaging.batch.message_count']).toBe(10_000)
  expect(carriers).toHaveLength(100)
})
