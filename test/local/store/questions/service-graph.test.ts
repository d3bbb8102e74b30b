import { expect, test } from 'vitest'
import { parseFilter } from '../../../../src/filter/index.ts'
import { serviceGraph, traceGraph } from '../../../../src/local/store/questions/service-graph.ts'
import { idOf, segment } from '../../../document/documents.ts'
import { databaseOf, traceIdOf } from './questions.ts'

const sent = segment('shop', { trace_id: traceIdOf(1), start_time: 100, end_time: 101 })
const received = segment('worker', {
  trace_id: traceIdOf(2),
  start_time: 130,
  end_time: 131,
  fault: true,
  links: [{ trace_id: traceIdOf(1), id: idOf('shop') }],
})
const database = databaseOf(sent, received)
const RANGE = { startSeconds: 0, endSeconds: 200 }

const namesIn = (services: { Name: string; Type?: string }[]) =>
  services.filter(({ Type }) => Type !== 'client').map(({ Name }) => Name)

test('serviceGraph() joins the sender of a link to its receiver, across traces', () => {
  const services = serviceGraph(database, RANGE)
  expect(namesIn(services)).toEqual(['shop', 'worker'])
  const shop = services.find(({ Name, Type }) => Name === 'shop' && Type !== 'client')
  expect(shop?.Edges).toMatchObject([
    { EdgeType: 'link', ReceivedEventAgeHistogram: [{ Value: 30, Count: 1 }] },
  ])
})

test('serviceGraph() is of the traces that a filter finds', () => {
  const { filter } = parseFilter('fault')
  expect(namesIn(serviceGraph(database, { ...RANGE, filter: filter! }))).toEqual(['worker'])
})

test('traceGraph() is of the traces that are named and there', () => {
  expect(namesIn(traceGraph(database, [traceIdOf(2), traceIdOf(7)]))).toEqual(['worker'])
})
