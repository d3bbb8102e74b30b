export { CassandraDriverInstrumentation as Instrumentation } from '@opentelemetry/instrumentation-cassandra-driver'
