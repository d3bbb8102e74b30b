import { JsonTraceSerializer, ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer'
import { spansToDocuments } from 'spanray/segment'
import { serveTurns } from '../rounds.mjs'
import { batches } from './batches.mjs'
import { toSdkSegment } from './to-sdk-segment.mjs'

const documents = batch => spansToDocuments(batch).documents.map(({ text }) => JSON.parse(text))

/** Each makes a function that turns something ready into bytes, and gives back how many; from spans or from objects. */
const CONTENDERS = {
  'spanray, spans → documents': batch => () =>
    spansToDocuments(batch).documents.reduce((sum, { bytes }) => sum + bytes.length, 0),
  'OTLP protobuf': batch => () => ProtobufTraceSerializer.serializeRequest(batch).length,
  'OTLP JSON': batch => () => JsonTraceSerializer.serializeRequest(batch).length,
  'aws-xray-sdk-core, Segment.format()': batch => {
    const segments = documents(batch).map(toSdkSegment)
    return () => bytesOf(segments.map(segment => segment.format()))
  },
  'JSON.stringify() of ready documents': batch => {
    const objects = documents(batch)
    return () => bytesOf(objects.map(object => JSON.stringify(object)))
  },
}

export const names = Object.keys(CONTENDERS)

/** Bytes that a contender makes of all batches. */
export function bytesMadeBy(name) {
  return batches.reduce((sum, batch) => sum + CONTENDERS[name](batch)(), 0)
}

function bytesOf(texts) {
  return texts.reduce((sum, text) => sum + Buffer.from(text).length, 0)
}

if (process.send) {
  const make = CONTENDERS[process.argv[2]]
  const runs = batches.map(batch => make(batch))
  serveTurns({ [process.argv[2]]: () => runs.forEach(run => void run()) })
}
