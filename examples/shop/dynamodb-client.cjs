// @ts-check
'use strict'

const { DynamoDBClient } = require('@aws-sdk/client-dynamodb')

// Without any settings the shop talks to a stand-in on this machine, never to a real account.
const dynamodb = new DynamoDBClient({
  region: process.env.AWS_REGION ?? 'eu-central-1',
  endpoint: process.env.AWS_ENDPOINT_URL_DYNAMODB ?? 'http://127.0.0.1:8000',
  ...(!process.env.AWS_ACCESS_KEY_ID && {
    credentials: { accessKeyId: 'example', secretAccessKey: 'example' },
  }),
})

module.exports = { dynamodb }
