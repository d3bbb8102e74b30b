/**
 * Every instrumentation that we bring, by the name that `OTEL_NODE_ENABLED_INSTRUMENTATIONS` and `…_DISABLED_…` have
 * for it, with the packages and Node's own modules whose loading calls for it. Each is a file of
 * `src/setup/instrumentations`, and a file of its own in the built package, read when the first of its modules is.
 */
export const INSTRUMENTATIONS = {
  amqplib: ['amqplib'],
  'aws-sdk': [
    '@aws-sdk/middleware-stack',
    '@aws-sdk/smithy-client',
    '@smithy/core',
    '@smithy/middleware-stack',
    '@smithy/smithy-client',
  ],
  bullmq: ['bullmq'],
  bunyan: ['bunyan'],
  'cassandra-driver': ['cassandra-driver'],
  connect: ['connect'],
  dataloader: ['dataloader'],
  dns: ['dns', 'dns/promises'],
  express: ['express', 'router'],
  fastify: ['fastify'],
  fs: ['fs', 'fs/promises'],
  'generic-pool': ['generic-pool'],
  graphql: ['graphql'],
  grpc: ['@grpc/grpc-js'],
  hapi: ['@hapi/hapi'],
  http: ['http', 'https'],
  ioredis: ['ioredis'],
  kafkajs: ['kafkajs'],
  knex: ['knex'],
  koa: ['koa'],
  'lru-memoizer': ['lru-memoizer'],
  memcached: ['memcached'],
  mongodb: ['mongodb'],
  mongoose: ['mongoose'],
  mysql: ['mysql'],
  mysql2: ['mysql2'],
  'nestjs-core': ['@nestjs/core'],
  net: ['net'],
  openai: ['openai'],
  oracledb: ['oracledb'],
  pg: ['pg', 'pg-pool'],
  pino: ['pino'],
  prisma: ['@prisma/client'],
  redis: ['redis', '@redis/client', '@node-redis/client'],
  restify: ['restify'],
  router: ['router'],
  'socket.io': ['socket.io'],
  tedious: ['tedious'],
  // `fetch` is no module; what is listened to is a diagnostics channel.
  undici: [],
  winston: ['winston'],
} as const satisfies Readonly<Record<string, readonly string[]>>

/** The name of an instrumentation that we bring. */
export type InstrumentationName = keyof typeof INSTRUMENTATIONS
