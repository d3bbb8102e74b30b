export { countSpans } from './count-spans.ts'
export { documentToSpans } from './document-to-spans.ts'
export { documentsToOtlp } from './documents-to-otlp.ts'
export { parseOtlpJson } from './parse-otlp-json.ts'
export { parseOtlpProtobuf } from './parse-otlp-protobuf.ts'
export type { OtlpRefusal, OtlpRequest } from './parsed-otlp.ts'
export { readExportResponse } from './read-export-response.ts'
export { spansToOtlp } from './spans-to-otlp.ts'
export { spansToOtlpStepwise } from './spans-to-otlp-stepwise.ts'
export {
  GRPC_CODES,
  type OtlpFormat,
  type OtlpStatus,
  writeExportResponse,
  writeStatus,
} from './write-answer.ts'
