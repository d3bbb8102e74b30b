import fc from 'fast-check'
import {
  type Link,
  type ReceivedDocument,
  type Segment,
  type Subsegment,
  walkDocument,
} from '../../src/document/index.ts'
import { idOf, TRACE_ID } from '../document/documents.ts'

// Few names, so that they meet: callers, callees, circles, orphans, ids of segments that subsegments have too.
const NAMES = [...'abcdefgh']

const name = fc.constantFrom(...NAMES, 'DynamoDB', 'SQS')
const id = fc.constantFrom(...NAMES).map(idOf)
const start = fc.integer({ min: 0, max: 5000 }).map(millis => 1_500_000_000 + millis / 1000)
const flag = fc.option(fc.boolean(), { nil: undefined })
const text = (...values: string[]) => fc.option(fc.constantFrom(...values), { nil: undefined })

const body = fc.record(
  {
    start_time: start,
    end_time: start,
    error: flag,
    throttle: flag,
    fault: flag,
    http: fc.record(
      {
        request: fc.record({ url: text('http://a/', ''), method: text('GET') }, { requiredKeys: [] }),
        response: fc.record({ status: fc.constantFrom(200, 404, 500) }, { requiredKeys: [] }),
      },
      { requiredKeys: [] },
    ),
    annotations: fc.dictionary(
      fc.constantFrom('plan', '__proto__', 'constructor', 'a.b'),
      fc.oneof(fc.boolean(), fc.integer(), fc.string()),
    ),
    aws: fc.constantFrom<Record<string, unknown>>(
      {},
      { table_name: 'orders', account_id: '1' },
      { queue_url: 'q', ec2: { instance_id: 'i-1' } },
      { ec2: null, account_id: 5 },
    ),
    cause: fc.constantFrom(idOf('e'), { exceptions: [{ id: idOf('e'), type: 'Error', message: 'no' }] }, {}),
  },
  { requiredKeys: ['start_time', 'end_time'] },
)

const { subsegment } = fc.letrec<{ subsegment: Subsegment }>(tie => ({
  subsegment: fc
    .tuple(
      body,
      fc.record(
        {
          name,
          id,
          namespace: fc.constantFrom('aws', 'remote'),
          sql: fc.constant({}),
          traced: fc.boolean(),
          subsegments: fc.array(tie('subsegment'), { maxLength: 3, depthIdentifier: 'subsegments' }),
        },
        { requiredKeys: ['name', 'id'] },
      ),
    )
    .map(([common, own]) => ({ ...common, ...own }) as Subsegment),
}))

const segment = fc
  .tuple(
    body,
    fc.record(
      {
        name,
        id,
        parent_id: id,
        origin: fc.constantFrom('AWS::ECS::Fargate', 'client'),
        user: fc.constantFrom('ann', 'bob'),
        links: fc.constant<Link[]>([{ trace_id: TRACE_ID, id: idOf('a') }]),
        subsegments: fc.array(subsegment, { maxLength: 4 }),
      },
      { requiredKeys: ['name', 'id'] },
    ),
  )
  .map(([common, own]) => ({ ...common, ...own, trace_id: TRACE_ID }) as Segment)

const independent = fc
  .tuple(subsegment, id)
  .map(
    ([own, parent_id]) => ({ ...own, trace_id: TRACE_ID, parent_id, type: 'subsegment' }) as ReceivedDocument,
  )

/**
 * The documents of a trace of any shape. Of an id there is one complete document, and maybe one from when it was in
 * progress: what X-Ray asks for.
 */
export const anyTrace: fc.Arbitrary<ReceivedDocument[]> = fc
  .tuple(fc.array(fc.oneof(segment, independent), { minLength: 1, maxLength: 8 }), fc.array(fc.boolean()))
  .map(([documents, inProgress]) => {
    const seen = new Set<string>()
    const distinct = documents.filter(document => addsOnlyNewIds(document, seen))
    const begun = distinct.filter((_, at) => inProgress[at]).map(asBegun)
    return [...begun, ...distinct]
  })
  .filter(documents => documents.length > 0)

function addsOnlyNewIds(document: ReceivedDocument, seen: Set<string>): boolean {
  const ids = [...walkDocument(document)].map(
    entity => `${entity === document ? document.type : 'subsegment'} ${entity.id}`,
  )
  if (new Set(ids).size < ids.length || ids.some(each => seen.has(each))) return false
  for (const each of ids) seen.add(each)
  return true
}

/** What was sent of it when it began. */
function asBegun({
  end_time: _,
  subsegments: _subsegments,
  ...document
}: ReceivedDocument): ReceivedDocument {
  return { ...document, in_progress: true } as ReceivedDocument
}
