import { GetTraceGraphCommand } from '@aws-sdk/client-xray'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type GraphPart, graphOfTrace, sendersIn, servicesOfGraph } from '../../src/graph/index.ts'
import { type MergedTrace, mergeTrace, recordTrace } from '../../src/trace/index.ts'
import { readAsAws, withDates } from '../fixtures/read-as-aws.ts'
import { anyTrace } from '../trace/any-trace.ts'

const times = { startSeconds: 10.25, endSeconds: 12.5 }
const part: GraphPart = {
  nodes: [
    { Name: 'jobs', Type: 'AWS::SQS::Queue', ...times, tally: [1, 0, 0, 0, 20_000, 20, 1] },
    { Name: 'shop', isRoot: true, isActive: true, ...times, tally: [1, 0, 0, 0, 500_000, 500, 1] },
    { Name: 'shop', Type: 'client', ...times, tally: [0, 0, 0, 0, 0] },
    {
      Name: 'worker',
      AccountId: '123456789012',
      isActive: true,
      ...times,
      tally: [1, 0, 0, 0, 500_000, 500, 1],
    },
  ],
  edges: [
    { from: 1, to: 0, ...times, tally: [1, 0, 0, 0, 20_000, 20, 1] },
    { from: 2, to: 1, ...times, tally: [1, 0, 0, 0, 500_000, 500, 1] },
  ],
  links: [{ trace_id: '1-581cf771-000000000000000000000001', id: '0000000073656e64', to: 3, ...times }],
}

test('answers nodes and edges in the shapes of the API', () => {
  const [queue, shop, client] = servicesOfGraph(part)
  expect(queue).toMatchObject({ ReferenceId: 0, State: 'unknown', Edges: [], StartTime: 10, EndTime: 13 })
  expect(shop).toEqual({
    ReferenceId: 1,
    Name: 'shop',
    Names: ['shop'],
    Root: true,
    State: 'active',
    StartTime: 10,
    EndTime: 13,
    Edges: [
      {
        ReferenceId: 0,
        StartTime: 10,
        EndTime: 13,
        SummaryStatistics: expect.objectContaining({ OkCount: 1, TotalCount: 1, TotalResponseTime: 0.02 }),
        ResponseTimeHistogram: [{ Value: 0.02, Count: 1 }],
        Aliases: [],
      },
    ],
    SummaryStatistics: expect.objectContaining({ TotalResponseTime: 0.5 }),
    DurationHistogram: [{ Value: 0.5, Count: 1 }],
    ResponseTimeHistogram: [{ Value: 0.5, Count: 1 }],
  })
  expect(client).toMatchObject({ Type: 'client', State: 'unknown' })
  expect(client).not.toHaveProperty('SummaryStatistics')
})

test('draws a link from who left something to who takes it up, with the time it waited', () => {
  const [queue] = servicesOfGraph(part, () => ({
    service: { Name: 'jobs', Type: 'AWS::SQS::Queue' },
    sentSeconds: 9.25,
  }))
  expect(queue?.Edges).toEqual([
    expect.objectContaining({
      ReferenceId: 3,
      EdgeType: 'link',
      ResponseTimeHistogram: [],
      ReceivedEventAgeHistogram: [{ Value: 1, Count: 1 }],
    }),
  ])
})

test('leaves out a link to nobody', () => {
  expect(servicesOfGraph(part).flatMap(({ Edges }) => Edges)).toHaveLength(2)
})

test('is in the shape of the API, whatever the trace', async () => {
  await fc.assert(
    fc.asyncProperty(anyTrace, async documents => {
      const record = recordTrace(mergeTrace(documents) as MergedTrace)
      const senderOf = sendersIn(record)
      const services = servicesOfGraph(graphOfTrace(record), ({ id }) => senderOf(id))
      const read = await readAsAws({ Services: services }, client =>
        client.send(new GetTraceGraphCommand({ TraceIds: [] })),
      )
      expect(read.Services).toEqual(withDates(services, ['StartTime', 'EndTime']))
      for (const { Edges } of services) {
        for (const { ReferenceId } of Edges) expect(services[ReferenceId]).toMatchObject({ ReferenceId })
      }
    }),
    { numRuns: 30 },
  )
})
