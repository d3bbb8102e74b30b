import { GetTraceSummariesCommand } from '@aws-sdk/client-xray'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ReceivedDocument } from '../../src/document/index.ts'
import {
  findRootCauses,
  type MergedTrace,
  mergeTrace,
  recordTrace,
  summarizeTrace,
} from '../../src/trace/index.ts'
import { idOf, independent, inProgress, segment, subsegment, TRACE_ID } from '../document/documents.ts'
import { readAsAws, withDates } from '../fixtures/read-as-aws.ts'
import { anyTrace } from './any-trace.ts'

function summaryOf(...documents: ReceivedDocument[]) {
  const record = recordTrace(mergeTrace(documents) as MergedTrace)
  return summarizeTrace(record, {
    rootCauses: { fault: [], error: [], responsetime: [] },
    revision: documents.length,
  })
}

const shop = { Name: 'shop', Names: ['shop'] }
const pay = { Name: 'pay', Names: ['pay'], AccountId: '123456789012', Type: 'AWS::Lambda::Function' }
const payFields = {
  origin: 'AWS::Lambda::Function',
  aws: { account_id: '123456789012' },
  parent_id: idOf('call'),
}

describe('summarizeTrace()', () => {
  test('says of the smallest trace what there is to say', () => {
    expect(summaryOf(segment('shop', { start_time: 10, end_time: 10.5 }))).toEqual({
      Id: TRACE_ID,
      StartTime: 10,
      Duration: 0.5,
      ResponseTime: 0.5,
      HasFault: false,
      HasError: false,
      HasThrottle: false,
      IsPartial: false,
      Http: {},
      Annotations: {},
      Users: [],
      ServiceIds: [shop],
      ResourceARNs: [],
      InstanceIds: [],
      AvailabilityZones: [],
      EntryPoint: shop,
      FaultRootCauses: [],
      ErrorRootCauses: [],
      ResponseTimeRootCauses: [],
      Revision: 1,
    })
  })

  test('reads request, fault and response time from the segment that nobody called', () => {
    const request = { method: 'GET', url: 'http://shop/', user_agent: 'curl', client_ip: '10.0.0.1' }
    const summary = summaryOf(
      segment('pay', { ...payFields, start_time: 11, end_time: 19, fault: true, throttle: true }),
      segment('shop', {
        start_time: 10,
        end_time: 12,
        error: true,
        http: { request, response: { status: 404 } },
        subsegments: [subsegment('call')],
      }),
    )
    expect(summary).toMatchObject({
      StartTime: 10,
      Duration: 9,
      ResponseTime: 2,
      HasFault: false,
      HasError: true,
      HasThrottle: true,
      Http: {
        HttpMethod: 'GET',
        HttpURL: 'http://shop/',
        HttpStatus: 404,
        UserAgent: 'curl',
        ClientIp: '10.0.0.1',
      },
      EntryPoint: shop,
      ServiceIds: [shop, pay],
    })
  })

  test('takes a segment whose caller is not here for the root', () => {
    expect(summaryOf(segment('pay', payFields)).EntryPoint).toEqual(pay)
  })

  test('is partial while a segment is in progress, and gives no response time', () => {
    const summary = summaryOf(inProgress(segment('shop')))
    expect(summary.IsPartial).toBe(true)
    expect(summary).not.toHaveProperty('ResponseTime')
  })

  test('gathers annotations and users with the services that told them', () => {
    const { Annotations, Users, ResourceARNs } = summaryOf(
      segment('shop', { user: 'ann', annotations: { plan: 'gold', try: 1 }, resource_arn: 'arn:shop' }),
      segment('pay', {
        ...payFields,
        user: 'ann',
        subsegments: [subsegment('s', { annotations: { plan: 'gold', ok: true } })],
      }),
      independent('step', 'nobody', { annotations: { plan: 'free', ['__proto__']: 'x' } }),
    )
    expect(Object.entries(Annotations)).toEqual([
      [
        'plan',
        [
          { AnnotationValue: { StringValue: 'gold' }, ServiceIds: [pay, shop] },
          { AnnotationValue: { StringValue: 'free' }, ServiceIds: [] },
        ],
      ],
      ['ok', [{ AnnotationValue: { BooleanValue: true }, ServiceIds: [pay] }]],
      ['try', [{ AnnotationValue: { NumberValue: 1 }, ServiceIds: [shop] }]],
      ['__proto__', [{ AnnotationValue: { StringValue: 'x' }, ServiceIds: [] }]],
    ])
    expect(Users).toEqual([{ UserName: 'ann', ServiceIds: [pay, shop] }])
    expect(ResourceARNs).toEqual([{ ARN: 'arn:shop' }])
  })

  test('survives a trace of which only subsegments have come', () => {
    const summary = summaryOf(independent('step', 'nobody'))
    expect(summary).toMatchObject({ ServiceIds: [], HasFault: false })
    expect(summary).not.toHaveProperty('EntryPoint')
  })

  test('is in the shape of the API, whatever the trace', async () => {
    const range = { StartTime: new Date(0), EndTime: new Date(1) }
    await fc.assert(
      fc.asyncProperty(anyTrace, async documents => {
        const trace = mergeTrace(documents) as MergedTrace
        const context = {
          rootCauses: findRootCauses(trace),
          revision: 3,
          matchedEventSeconds: 1_500_000_000.5,
        }
        const summary = summarizeTrace(recordTrace(trace), context)
        // AWS's client loses it.
        Reflect.deleteProperty(summary.Annotations, '__proto__')
        const read = await readAsAws({ TraceSummaries: [summary] }, client =>
          client.send(new GetTraceSummariesCommand(range)),
        )
        expect(read.TraceSummaries).toEqual([withDates(summary, ['StartTime', 'MatchedEventTime'])])
      }),
      { numRuns: 30 },
    )
  })
})
