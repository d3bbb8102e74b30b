import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import * as sdk from '@aws-sdk/client-xray'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createLocalXRay, type LocalXRay } from '../../src/local/index.ts'
import { independent, segment, subsegment, TRACE_ID } from '../document/documents.ts'
import { PYTHON_FOLDER, pythonWith } from '../fixtures/python-with.ts'

let xray: LocalXRay
let client: sdk.XRayClient
let endpoint: string

beforeAll(async () => {
  xray = await createLocalXRay({ port: 0 })
  endpoint = `http://127.0.0.1:${xray.port}`
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' }
  client = new sdk.XRayClient({ endpoint, region: 'eu-west-1', credentials, maxAttempts: 1 })
  const call = subsegment('DynamoDB', { namespace: 'aws', aws: { table_name: 'orders' } })
  const shop = segment('shop', { fault: true, annotations: { plan: 'gold', size: 5 }, subsegments: [call] })
  const texts = [shop, independent('step', 'shop')].map(document => JSON.stringify(document))
  await client.send(new sdk.PutTraceSegmentsCommand({ TraceSegmentDocuments: texts }))
})
afterAll(async () => {
  client.destroy()
  await xray.close()
})

const range = { StartTime: new Date(1_499_999_000_000), EndTime: new Date(1_500_001_000_000) }

describe("AWS's SDK for JavaScript", () => {
  test('reads summaries, traces and graphs', async () => {
    const { TraceSummaries } = await client.send(
      new sdk.GetTraceSummariesCommand({ ...range, FilterExpression: 'annotation.plan = "gold" AND fault' }),
    )
    expect(TraceSummaries).toMatchObject([
      { Id: TRACE_ID, HasFault: true, Annotations: { size: [{ AnnotationValue: { NumberValue: 5 } }] } },
    ])
    expect(TraceSummaries?.[0]?.StartTime).toEqual(new Date(1_500_000_000_000))
    const { Traces } = await client.send(new sdk.BatchGetTracesCommand({ TraceIds: [TRACE_ID] }))
    expect(Traces?.[0]?.Segments).toHaveLength(2)
    const { Services } = await client.send(new sdk.GetServiceGraphCommand(range))
    expect(Services?.map(({ Name }) => Name).sort()).toEqual(['orders', 'shop', 'shop'])
    expect(Services?.[0]?.StartTime).toBeInstanceOf(Date)
    const graph = await client.send(new sdk.GetTraceGraphCommand({ TraceIds: [TRACE_ID] }))
    expect(graph.Services).toHaveLength(3)
    const series = await client.send(new sdk.GetTimeSeriesServiceStatisticsCommand(range))
    expect(series.TimeSeriesServiceStatistics).toMatchObject([{ EdgeSummaryStatistics: { TotalCount: 1 } }])
  })

  test('knows an error by its class', async () => {
    const wrong = new sdk.GetTraceSummariesCommand({ ...range, FilterExpression: 'duration > fast' })
    await expect(client.send(wrong)).rejects.toBeInstanceOf(sdk.InvalidRequestException)
    await expect(client.send(wrong)).rejects.toThrow('column 12')
  })

  test('keeps groups and sampling rules', async () => {
    const { Group } = await client.send(
      new sdk.CreateGroupCommand({ GroupName: 'bad', FilterExpression: 'fault' }),
    )
    const { Groups } = await client.send(new sdk.GetGroupsCommand({}))
    expect(Groups?.map(({ GroupName }) => GroupName)).toEqual(['Default', 'bad'])
    const { Services } = await client.send(
      new sdk.GetServiceGraphCommand({ ...range, GroupARN: Group?.GroupARN }),
    )
    expect(Services).toHaveLength(3)
    await client.send(new sdk.DeleteGroupCommand({ GroupName: 'bad' }))

    const rule = {
      RuleName: 'pay',
      Priority: 5,
      FixedRate: 0.5,
      ReservoirSize: 3,
      Version: 1,
      ResourceARN: '*',
    }
    const all = { ServiceName: '*', ServiceType: '*', Host: '*', HTTPMethod: '*', URLPath: '*' }
    await client.send(new sdk.CreateSamplingRuleCommand({ SamplingRule: { ...rule, ...all } }))
    const { SamplingRuleRecords } = await client.send(new sdk.GetSamplingRulesCommand({}))
    expect(SamplingRuleRecords?.map(({ SamplingRule }) => SamplingRule?.RuleName)).toEqual(['pay', 'Default'])
    const document = {
      RuleName: 'pay',
      ClientID: 'a'.repeat(24),
      Timestamp: new Date(),
      RequestCount: 5,
      SampledCount: 2,
    }
    const targets = await client.send(
      new sdk.GetSamplingTargetsCommand({ SamplingStatisticsDocuments: [document] }),
    )
    expect(targets.SamplingTargetDocuments).toMatchObject([
      { RuleName: 'pay', FixedRate: 0.5, ReservoirQuota: 3 },
    ])
    await client.send(new sdk.DeleteSamplingRuleCommand({ RuleName: 'pay' }))
  })

  test('finds every operation of its model', async () => {
    const commands = Object.entries(sdk).filter(
      ([name]) => name.endsWith('Command') && !name.startsWith('$'),
    ) as unknown as [string, new (input: object) => sdk.GetGroupsCommand][]
    expect(commands).toHaveLength(38)
    for (const [name, Command] of commands) {
      const failure = await client.send(new Command({})).then(
        () => undefined,
        (error: unknown) => error,
      )
      // A request without its fields is wrong; an operation that is not there is something else.
      if (failure !== undefined)
        expect([name, failure]).toEqual([name, expect.any(sdk.InvalidRequestException)])
    }
  })
})

const PYTHON_ENV = {
  PATH: `${PYTHON_FOLDER}:${process.env.PATH}`,
  AWS_ACCESS_KEY_ID: 'a',
  AWS_SECRET_ACCESS_KEY: 'b',
  AWS_REGION: 'eu-west-1',
  AWS_DEFAULT_REGION: 'eu-west-1',
}

/** What a command of the Python environment prints, as JSON. */
async function run(command: string, args: string[]) {
  const { stdout } = await promisify(execFile)(command, args, { env: PYTHON_ENV })
  return JSON.parse(stdout)
}

const BOTO3 = `
import boto3, json, sys
from datetime import datetime, timezone

xray = boto3.client('xray', endpoint_url=sys.argv[1])
times = dict(StartTime=datetime.fromtimestamp(1499999000, timezone.utc), EndTime=datetime.fromtimestamp(1500001000, timezone.utc))
pages = xray.get_paginator('get_trace_summaries').paginate(FilterExpression='service("shop") { fault }', **times)
summaries = [each for page in pages for each in page['TraceSummaries']]
traces = xray.batch_get_traces(TraceIds=[each['Id'] for each in summaries])['Traces']
graph = xray.get_service_graph(**times)
refused = xray.put_trace_segments(TraceSegmentDocuments=['{"name":"shop"}'])
try:
    xray.get_trace_summaries(FilterExpression='duration > fast', **times)
except xray.exceptions.InvalidRequestException as error:
    message = error.response['Error']['Message']
print(json.dumps({
    'ids': [each['Id'] for each in summaries],
    'start': summaries[0]['StartTime'].timestamp(),
    'segments': len(traces[0]['Segments']),
    'names': sorted(each['Name'] for each in graph['Services']),
    'code': refused['UnprocessedTraceSegments'][0]['ErrorCode'],
    'message': message,
}))
`

describe('clients in Python', () => {
  const hasClients = pythonWith('awscli', 'boto3') !== undefined
  beforeEach(({ skip }) => skip(!hasClients, 'awscli and boto3 are not installed (PyPI)'))

  test('the AWS CLI reads summaries and the service graph', async () => {
    const aws = (...args: string[]) => {
      const times = ['--start-time', '1499999000', '--end-time', '1500001000']
      return run('aws', ['xray', ...args, ...times, '--endpoint-url', endpoint])
    }
    expect(await aws('get-trace-summaries', '--filter-expression', 'fault')).toMatchObject({
      TraceSummaries: [{ Id: TRACE_ID }],
    })
    expect((await aws('get-service-graph')).Services).toHaveLength(3)
  }, 60_000)

  test('boto3 pages through summaries, reads traces and the service graph, and knows errors by their class', async () => {
    expect(await run('python3', ['-c', BOTO3, endpoint])).toEqual({
      ids: [TRACE_ID],
      start: 1_500_000_000,
      segments: 2,
      names: ['orders', 'shop', 'shop'],
      code: 'MissingTraceId',
      message: expect.stringContaining('column 12'),
    })
  }, 60_000)
})
