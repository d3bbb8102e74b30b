/** In a file of its own, that is read when spans go on as OTLP. */
export { spansToOtlp } from '../otlp/index.ts'
