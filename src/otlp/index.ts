export { type OtlpRefusal, type OtlpRequest, type ParsedOtlp, parseOtlpJson } from './parse-otlp-json.ts'
