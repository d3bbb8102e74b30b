// @ts-check
'use strict'

const { randomUUID } = require('node:crypto')
const http = require('node:http')

const maxBodyBytes = 400_000
const maxItems = 10_000

/**
 * Stands in for DynamoDB: PutItem and GetItem on two tables in memory, in its JSON 1.0 protocol.
 * Nobody checks the signature.
 */
function createDynamoDb() {
  const tables = createTables()
  const server = http.createServer(async (request, response) => {
    let status = 200
    let body
    try {
      body = perform(tables, request, await readBody(request))
    } catch (error) {
      if (!(error instanceof Refusal)) {
        response.destroy()
        return
      }
      status = 400
      body = { __type: error.type, message: error.message }
    }
    response.writeHead(status, {
      'content-type': 'application/x-amz-json-1.0',
      'x-amzn-RequestId': randomUUID(),
    })
    response.end(JSON.stringify(body))
  })
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { server, close }
}

/** An item is its attributes; every table of the shop has the key `id`, a string. */
function createTables() {
  return new Map([
    ['carts', new Map()],
    [
      'stock',
      new Map([
        ['teapot', { id: { S: 'teapot' }, left: { N: '7' } }],
        ['cup', { id: { S: 'cup' }, left: { N: '120' } }],
        ['kettle', { id: { S: 'kettle' }, left: { N: '1' } }],
      ]),
    ],
  ])
}

/**
 * @param {Map<string, Map<string, object>>} tables
 * @param {http.IncomingMessage} request
 * @param {string} text
 */
function perform(tables, request, text) {
  const operation = /^DynamoDB_20120810\.(PutItem|GetItem)$/.exec(
    String(request.headers['x-amz-target']),
  )?.[1]
  if (request.method !== 'POST' || !operation) {
    throw new Refusal('com.amazon.coral.service#UnknownOperationException')
  }
  const input = parse(text)
  const table = tables.get(input.TableName)
  if (!table) {
    throw new Refusal(
      'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException',
      'Requested resource not found',
    )
  }
  if (operation === 'GetItem') {
    const Item = table.get(keyOf(input.Key))
    return Item ? { Item } : {}
  }
  const key = keyOf(input.Item)
  if (table.size >= maxItems && !table.has(key)) table.delete(table.keys().next().value ?? '')
  table.set(key, input.Item)
  return {}
}

/** @param {string} text */
function parse(text) {
  try {
    return Object(JSON.parse(text))
  } catch {
    throw new Refusal('com.amazon.coral.service#SerializationException')
  }
}

/**
 * @param {any} attributes
 * @returns {string}
 */
function keyOf(attributes) {
  const id = attributes?.id?.S
  if (typeof id === 'string' && id !== '') return id
  throw new Refusal('com.amazon.coral.validate#ValidationException', 'The item needs its key: id, a string')
}

/** @param {http.IncomingMessage} request */
async function readBody(request) {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk
    if (text.length > maxBodyBytes) throw new Error('The body is too long')
  }
  return text
}

class Refusal extends Error {
  /**
   * @param {string} type the error's name, as the wire has it
   * @param {string} [message]
   */
  constructor(type, message) {
    super(message)
    this.type = type
  }
}

module.exports = { createDynamoDb }
