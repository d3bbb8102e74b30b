import {
  BatchGetTracesCommand,
  GetTraceSummariesCommand,
  PutTraceSegmentsCommand,
  paginateBatchGetTraces,
  paginateGetServiceGraph,
  paginateGetTraceSummaries,
} from '@aws-sdk/client-xray'

/** What `BatchGetTraces` takes. */
const MAX_IDS = 5

/** What the table says where X-Ray gave no answer that could be compared. */
const unanswered = why => ({ unanswered: why })

/** Sends a case's documents; comes back with the code of what was refused first, `null` when all was taken. */
export async function sendCase(client, { documents }) {
  if (documents.length === 0) return null
  const { UnprocessedTraceSegments: refused = [] } = await client.send(
    new PutTraceSegmentsCommand({ TraceSegmentDocuments: documents }),
  )
  return refused[0]?.ErrorCode ?? null
}

/**
 * What X-Ray made of cases that were sent.
 *
 * @param {{ StartTime: Date, EndTime: Date }} range in which they were
 * @returns what was seen of each: `{ value }`, with `null` for nothing, or `{ unanswered }`, and why
 */
export async function readBack(client, cases, range) {
  const [traces, summaries, graph] = await Promise.all([
    tracesOf(client, cases),
    collect(paginateGetTraceSummaries, client, { ...range, TimeRangeType: 'Event' }, 'TraceSummaries'),
    collect(paginateGetServiceGraph, client, range, 'Services'),
  ])
  return Promise.all(
    cases.map(async ({ expect, refusal, xrayTraceId }) => {
      switch (expect.in) {
        case 'refusal':
          return { value: refusal }
        case 'document':
          return inDocument(segmentsOf(traces, xrayTraceId), expect)
        case 'inferred':
          return inInferred(segmentsOf(traces, xrayTraceId), expect)
        case 'summary':
          return summaries.failure
            ? unanswered(summaries.failure)
            : at(
                summaries.items.find(({ Id }) => Id === xrayTraceId),
                expect.at,
                'no summary of it',
              )
        case 'graph':
          return graph.failure ? unanswered(graph.failure) : inGraph(graph.items, expect)
        case 'filter':
          return matches(
            client,
            { ...range, TimeRangeType: 'Event', FilterExpression: expect.filter },
            xrayTraceId,
          )
        case 'call':
          return { value: await call(client, expect, range) }
        default:
          throw new TypeError(`A case is about '${expect.in}', which nobody reads`)
      }
    }),
  )
}

async function tracesOf(client, cases) {
  const ids = [
    ...new Set(cases.filter(({ documents }) => documents.length > 0).map(({ xrayTraceId }) => xrayTraceId)),
  ]
  const traces = new Map()
  for (let start = 0; start < ids.length; start += MAX_IDS) {
    const input = { TraceIds: ids.slice(start, start + MAX_IDS) }
    const { items } = await collect(paginateBatchGetTraces, client, input, 'Traces')
    for (const { Id, Segments = [] } of items)
      traces.set(
        Id,
        Segments.map(({ Document }) => JSON.parse(Document)),
      )
  }
  return traces
}

function segmentsOf(traces, xrayTraceId) {
  return traces.get(xrayTraceId) ?? []
}

function inDocument(segments, { of, at: path }) {
  return at(
    segments.flatMap(entitiesOf).find(({ id }) => id === of),
    path,
    'it is not in the trace',
  )
}

/** The segment below a subsegment that nobody sent. */
function inInferred(segments, { of, at: path }) {
  if (!segments.flatMap(entitiesOf).some(({ id }) => id === of)) return unanswered('it is not in the trace')
  const segment = segments.find(({ parent_id: parentId }) => parentId === of)
  return at(segment, path, 'no inferred segment')
}

function inGraph(services, { node, at: path }) {
  const found = services.find(({ Name, Type }) => Name === node.Name && (Type || null) === node.Type)
  return at(found, path, `no node ${node.Name} of the type ${node.Type}`)
}

async function matches(client, input, xrayTraceId) {
  const { failure, items } = await collect(paginateGetTraceSummaries, client, input, 'TraceSummaries')
  return failure ? unanswered(failure) : { value: items.some(({ Id }) => Id === xrayTraceId) }
}

/** The name of the error by which a call was refused, or `answered`. */
async function call(client, { hours, ids }, { EndTime, StartTime }) {
  const command = hours
    ? new GetTraceSummariesCommand({ StartTime: new Date(EndTime - hours * 3_600_000), EndTime })
    : new BatchGetTracesCommand({
        TraceIds: Array.from(
          { length: ids },
          (_, n) => `1-${Math.floor(StartTime / 1000).toString(16)}-${`${n}`.padStart(24, '0')}`,
        ),
      })
  try {
    await client.send(command)
    return 'answered'
  } catch (error) {
    return error.name
  }
}

async function collect(paginate, client, input, field) {
  const items = []
  try {
    for await (const page of paginate({ client }, input)) items.push(...(page[field] ?? []))
    return { items }
  } catch (error) {
    return { items, failure: `${error.name}: ${error.message}` }
  }
}

function entitiesOf(entity) {
  return [entity, ...(entity.subsegments ?? []).flatMap(entitiesOf)]
}

/** The value at `a.0.b`, or at `a.[b.c]` where a key has a dot in it. */
function at(object, path, missing) {
  if (object === undefined) return unanswered(missing)
  const keys = Array.from(
    path.matchAll(/\[([^\]]+)\]|([^.[\]]+)/g),
    ([, bracketed, plain]) => bracketed ?? plain,
  )
  return { value: keys.reduce((value, key) => value?.[key], object) ?? null }
}
