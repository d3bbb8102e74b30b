export { traceFile } from './model/trace-file.ts'
