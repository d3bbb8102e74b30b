// @ts-check
'use strict'

const { listen } = require('../listen.cjs')
const { runService } = require('../run-service.cjs')
const { createDynamoDb } = require('./dynamodb.cjs')
const { createPostgres } = require('./postgres.cjs')

const postgres = createPostgres()
const dynamodb = createDynamoDb()

// What the shop needs of PostgreSQL and of DynamoDB, in one process, so that it runs on a bare machine.
runService('stand-ins', {
  start: async () => ({
    postgres: await listen(postgres.server, Number(process.env.PGPORT ?? 5432)),
    dynamodb: await listen(dynamodb.server, Number(process.env.DYNAMODB_PORT ?? 8000)),
  }),
  stop: () => {
    postgres.close()
    dynamodb.close()
  },
})
