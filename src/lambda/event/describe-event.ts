import type { LambdaContext } from '../lambda-context.ts'
import { describeHttp } from './describe-http.ts'
import { describeKafka } from './describe-kafka.ts'
import { describeRecords } from './describe-messages.ts'
import type { Carrier, Describe, EventDescription, Fields } from './event-description.ts'
import { carrierOf, fieldsOf, present, textOf } from './read-fields.ts'

/** In the order in which they are asked. */
const KINDS: readonly Describe[] = [
  describeHttp,
  describeRecords,
  describeKafka,
  describeEventBridge,
  describeAppSync,
  describeLogs,
]

/** Tells what kind of event this is, and which headers came with it. Never throws, whatever the event. */
export function describeEvent(event: unknown, context: Partial<LambdaContext>): EventDescription {
  const fields = fieldsOf(event)
  try {
    for (const describe of KINDS) {
      const description = describe(fields)
      if (description) return description
    }
    return describeDirectCall(fields, context)
  } catch {
    return { trigger: 'other', attributes: {}, carriers: [] }
  }
}

/** Events of a bus, and of a schedule. A sender's headers can only be in the detail. */
function describeEventBridge(event: Fields): EventDescription | undefined {
  const source = textOf(event.source)
  const type = textOf(event['detail-type'])
  if (source === undefined || type === undefined) return undefined
  if (type === 'Scheduled Event')
    return { trigger: 'timer', carriers: [], attributes: present({ 'faas.time': textOf(event.time) }) }
  return {
    trigger: 'pubsub',
    carriers: [topLevelCarrier(fieldsOf(event.detail))],
    attributes: present({
      'messaging.system': 'aws.eventbridge',
      'messaging.operation.type': 'process',
      'messaging.message.id': textOf(event.id),
      'aws.eventbridge.source': source,
      'aws.eventbridge.detail_type': type,
    }),
  }
}

/** A field of a GraphQL API. */
function describeAppSync(event: Fields): EventDescription | undefined {
  const info = fieldsOf(event.info)
  if (!textOf(info.parentTypeName) || !textOf(info.fieldName)) return undefined
  return {
    trigger: 'http',
    carriers: [carrierOf(fieldsOf(event.request).headers)],
    attributes: present({ 'graphql.field': `${info.parentTypeName}.${info.fieldName}` }),
  }
}

/** A subscription to CloudWatch Logs. */
function describeLogs({ awslogs }: Fields): EventDescription | undefined {
  return textOf(fieldsOf(awslogs).data) ? { trigger: 'other', carriers: [], attributes: {} } : undefined
}

/**
 * `Invoke`, a state machine, or a service that is not told apart. OpenTelemetry's instrumentation of the AWS SDK puts
 * the headers into the client context; others put them into the payload.
 */
function describeDirectCall(event: Fields, { clientContext }: Partial<LambdaContext>): EventDescription {
  const custom = clientContext?.custom ?? clientContext?.Custom
  return {
    trigger: 'other',
    attributes: {},
    carriers: [{ ...carrierOf(event.headers), ...topLevelCarrier(event), ...carrierOf(custom) }],
  }
}

/** Headers that stand among the data: nothing else of these is taken for one. */
function topLevelCarrier(fields: Fields): Carrier {
  const carrier = carrierOf({
    traceparent: fields.traceparent,
    tracestate: fields.tracestate,
    'x-amzn-trace-id':
      fields['X-Amzn-Trace-Id'] ?? fields['x-amzn-trace-id'] ?? fields.traceHeader ?? fields.TraceHeader,
  })
  return carrier
}
