export { DnsInstrumentation as Instrumentation } from '@opentelemetry/instrumentation-dns'
