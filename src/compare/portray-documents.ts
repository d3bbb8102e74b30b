import { parseDocument, type ReceivedDocument, walkDocument } from '../document/index.ts'
import { type GraphPart, GraphSum, graphOfTrace, type Tally } from '../graph/index.ts'
import { type MergedTrace, mergeTrace, recordTrace, type TraceRecord } from '../trace/index.ts'
import type { Fact, Portrait } from './portrait.ts'
import { listValues, Tallies } from './tallies.ts'
import { Weights } from './weights.ts'

/** Reasons for refusals that are kept. */
const MAX_REFUSALS = 20

/**
 * What the service map, filters and alarms would make of documents, and what these weigh. Nothing in it depends on ids
 * and times, or on how long things took.
 *
 *     [segment shop with a call to orders] → { facts: [
 *       { aspect: 'map', subject: 'node shop', value: 'AWS::ECS::Fargate' },
 *       { aspect: 'map', subject: 'edge shop → orders', value: '1 call' }, …] }
 *
 * @param texts of documents, as they were sent
 */
export function portrayDocuments(texts: Iterable<string>): Portrait {
  const byTrace = new Map<string, ReceivedDocument[]>()
  const refusals = new Set<string>()
  const weights = new Weights()
  for (const text of texts) {
    const { document, refusal } = parseDocument(text)
    weights.add(text, document)
    if (refusal) {
      if (refusals.size < MAX_REFUSALS) refusals.add(refusal.message)
      continue
    }
    const id = document.trace_id.toLowerCase()
    const documents = byTrace.get(id)
    if (documents) documents.push(document)
    else byTrace.set(id, [document])
  }
  const traces = [...byTrace.values()].map(documents => mergeTrace(documents) as MergedTrace)
  const records = traces.map(recordTrace)
  const sum = new GraphSum()
  for (const record of records) sum.add(graphOfTrace(record))
  const graph = sum.toPart()
  return {
    facts: [
      ...mapFacts(graph),
      ...filterFacts(records),
      ...alarmFacts(graph, records, traces),
      ...weights.facts(traces.length),
    ],
    refusals: [...refusals],
  }
}

function mapFacts({ nodes, edges }: GraphPart): Fact[] {
  const types = new Tallies()
  for (const { Name, Type = 'no type' } of nodes) types.add(`node ${withoutOwnPort(Name)}`, Type)
  const calls = edges.map(({ from, to, tally }): Fact => {
    const [caller, callee] = [nodes[from]!, nodes[to]!]
    const source = caller.Type === 'client' ? 'client' : caller.Name
    return {
      aspect: 'map',
      subject: withoutOwnPort(`edge ${source} → ${callee.Name}`),
      value: count(totalOf(tally), 'call'),
    }
  })
  return [...types.facts('map', values => [...values.keys()].sort().join(', ')), ...calls]
}

function filterFacts(records: TraceRecord[]): Fact[] {
  const found = new Tallies()
  for (const { segments, entry, orphanAnnotations } of records) {
    for (const annotations of [...segments.map(segment => segment.annotations), orphanAnnotations]) {
      for (const [key, values] of Object.entries(annotations ?? {})) {
        for (const value of values)
          found.add(`annotation[${key}]`, typeof value === 'string' ? 'text' : typeof value)
      }
    }
    for (const { user, resource_arn: arn, instanceId } of segments) {
      if (user !== undefined) found.add('user', 'set')
      if (arn !== undefined) found.add('resource.arn', 'set')
      if (instanceId !== undefined) found.add('instance.id', 'set')
    }
    const { request, response } = (entry === undefined ? undefined : segments[entry]?.http) ?? {}
    if (request?.url)
      found.add(
        `http.url ${request.method ?? ''} ${withoutOwnPort(request.url)}`,
        String(response?.status ?? 'no status'),
      )
    if (request?.user_agent !== undefined) found.add('http.useragent', 'set')
    if (request?.client_ip !== undefined) found.add('http.clientip', 'set')
  }
  return found.facts('filters', listValues)
}

function alarmFacts({ nodes }: GraphPart, records: TraceRecord[], traces: MergedTrace[]): Fact[] {
  const requests = nodes
    .filter(({ Type }) => Type !== 'client')
    .map(
      ({ Name, tally }): Fact => ({
        aspect: 'alarms',
        subject: `requests of ${withoutOwnPort(Name)}`,
        value: outcomesOf(tally),
      }),
    )
  const thrown = new Tallies()
  for (const segment of traces.flatMap(trace => trace.segments)) {
    for (const { cause } of walkDocument(segment)) {
      const exceptions = typeof cause === 'object' ? cause.exceptions : undefined
      for (const { type, message } of exceptions ?? []) {
        thrown.add(`exception in ${segment.name}`, type ?? message ?? 'unnamed')
      }
    }
  }
  const partial = records.filter(record => record.isPartial).length
  return [
    ...requests,
    ...thrown.facts('alarms', listValues),
    { aspect: 'alarms', subject: 'partial traces', value: String(partial) },
  ]
}

/** Servers on the machine itself get another port each time: `http://127.0.0.1:38345/cart` → `http://127.0.0.1/cart` */
function withoutOwnPort(text: string): string {
  return text.replace(/\b(localhost|127\.0\.0\.1):\d+/g, '$1')
}

function outcomesOf(tally: Tally): string {
  const [, throttles = 0, errors = 0, faults = 0] = tally
  const bad = [count(faults, 'fault'), count(errors, 'error'), count(throttles, 'throttle')]
  return [count(totalOf(tally), 'request'), ...bad.filter(text => !text.startsWith('0 '))].join(', ')
}

function totalOf([ok = 0, throttles = 0, errors = 0, faults = 0]: Tally): number {
  return ok + throttles + errors + faults
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`
}
