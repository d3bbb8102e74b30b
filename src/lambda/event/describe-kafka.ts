import type { Carrier, Describe, Fields } from './event-description.ts'
import { carrierOf, fieldsOf, itemsOf, present } from './read-fields.ts'

/**
 * Batches of Kafka records, of Amazon MSK or of one's own cluster.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html
 */
export const describeKafka: Describe = event => {
  if (event.eventSource !== 'aws:kafka' && event.eventSource !== 'SelfManagedKafka') return undefined
  const records = Object.values(fieldsOf(event.records)).flatMap(itemsOf)
  const [first] = records
  return {
    trigger: 'pubsub',
    carriers: records.map(kafkaCarrier),
    attributes: present({
      'messaging.system': 'kafka',
      'messaging.operation.type': 'process',
      'messaging.destination.name': typeof first?.topic === 'string' ? first.topic : undefined,
      'messaging.batch.message_count': records.length,
    }),
  }
}

/** A header is an object with one member: its name, and its value as a list of bytes. */
function kafkaCarrier({ headers }: Fields): Carrier {
  const entries = itemsOf(headers).flatMap(header =>
    Object.entries(header).map(([name, bytes]) => [name, Array.isArray(bytes) ? bytesToText(bytes) : bytes]),
  )
  return carrierOf(Object.fromEntries(entries))
}

function bytesToText(bytes: readonly unknown[]): string {
  return Buffer.from(bytes.map(Number)).toString()
}
