import type { Carrier, Describe, EventDescription, Fields } from './event-description.ts'
import { carrierOf, fieldsOf, itemsOf, nameInArn, present, textOf } from './read-fields.ts'

/**
 * Batches of messages and records: SQS, SNS, Kinesis, DynamoDB streams, S3, SES.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html
 */
export const describeRecords: Describe = event => {
  const records = itemsOf(event.Records)
  const [first] = records
  if (!first) return undefined
  const source = textOf(first.eventSource) ?? textOf(first.EventSource)
  return source === undefined ? undefined : SOURCES[source]?.(records, first)
}

type DescribeRecords = (records: readonly Fields[], first: Fields) => EventDescription

const SOURCES: Readonly<Record<string, DescribeRecords>> = {
  'aws:sqs': (records, first) => ({
    trigger: 'pubsub',
    carriers: records.map(sqsCarrier),
    attributes: present({
      ...batch('aws_sqs', nameInArn(first.eventSourceARN), records),
      'messaging.message.id': records.length === 1 ? textOf(first.messageId) : undefined,
    }),
  }),
  'aws:sns': (records, first) => ({
    trigger: 'pubsub',
    carriers: records.map(({ Sns }) => attributesCarrier(fieldsOf(Sns).MessageAttributes, 'Value')),
    attributes: present({
      ...batch('aws.sns', nameInArn(fieldsOf(first.Sns).TopicArn), records),
      'messaging.message.id': textOf(fieldsOf(first.Sns).MessageId),
    }),
  }),
  'aws:kinesis': (records, first) => ({
    trigger: 'datasource',
    carriers: records.slice(0, MAX_PAYLOADS).map(({ kinesis }) => payloadCarrier(fieldsOf(kinesis).data)),
    attributes: present(batch('aws.kinesis', nameInArn(first.eventSourceARN), records)),
  }),
  'aws:dynamodb': (records, first) => ({
    trigger: 'datasource',
    carriers: [],
    attributes: present({
      'faas.document.collection': nameInArn(first.eventSourceARN),
      'faas.document.operation': textOf(first.eventName)?.toLowerCase(),
      'messaging.batch.message_count': records.length,
    }),
  }),
  'aws:s3': (records, first) => {
    const { bucket, object } = fieldsOf(first.s3)
    return {
      trigger: 'datasource',
      carriers: [],
      attributes: present({
        'faas.document.collection': textOf(fieldsOf(bucket).name),
        'faas.document.name': records.length === 1 ? textOf(fieldsOf(object).key) : undefined,
        'faas.document.operation': textOf(first.eventName),
        'messaging.batch.message_count': records.length,
      }),
    }
  },
  'aws:ses': records => ({
    trigger: 'other',
    carriers: [],
    attributes: { 'messaging.batch.message_count': records.length },
  }),
}

function batch(system: string, destination: string | undefined, records: readonly Fields[]) {
  return {
    'messaging.system': system,
    'messaging.operation.type': 'process',
    'messaging.destination.name': destination,
    'messaging.batch.message_count': records.length,
  }
}

/** The header that SQS itself carries is the sender's, whatever stands in the message's own attributes. */
function sqsCarrier({ attributes, messageAttributes }: Fields): Carrier {
  const carrier = attributesCarrier(messageAttributes, 'stringValue')
  const header = textOf(fieldsOf(attributes).AWSTraceHeader)
  return header === undefined ? carrier : { ...carrier, 'x-amzn-trace-id': header }
}

/** Message attributes, each an object with its value in `key`. */
function attributesCarrier(attributes: unknown, key: string): Carrier {
  return carrierOf(
    Object.fromEntries(
      Object.entries(fieldsOf(attributes)).map(([name, value]) => [name, fieldsOf(value)[key]]),
    ),
  )
}

/** Records of a stream whose data are read, and the most characters of one: a batch can have 10,000 of a megabyte. */
const MAX_PAYLOADS = 100
const MAX_PAYLOAD_CHARS = 64_000

/** Kinesis carries no headers: some senders put them into the data, next to what these say. */
function payloadCarrier(data: unknown): Carrier {
  const base64 = textOf(data)
  if (base64 === undefined || base64.length > MAX_PAYLOAD_CHARS) return {}
  const text = Buffer.from(base64, 'base64').toString()
  if (!/"(?:traceparent|x-amzn-trace-id)"/i.test(text)) return {}
  try {
    return carrierOf(JSON.parse(text))
  } catch {
    return {}
  }
}
