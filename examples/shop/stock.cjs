// @ts-check
'use strict'

const http = require('node:http')
const { setTimeout: wait } = require('node:timers/promises')
const { GetItemCommand } = require('@aws-sdk/client-dynamodb')
const { closeServer } = require('./close-server.cjs')
const { dynamodb } = require('./dynamodb-client.cjs')
const { listen } = require('./listen.cjs')
const { runService } = require('./run-service.cjs')

const port = Number(process.env.PORT ?? 8081)
const maxBodyBytes = 10_000

/** @typedef {{ status: number, body: object }} Answer */

const server = http.createServer(async (request, response) => {
  /** @type {Answer} */
  let answer
  try {
    answer = await answerTo(request)
  } catch (error) {
    console.error(`${request.method} ${request.url}: ${error instanceof Error ? error.message : error}`)
    answer = { status: 500, body: { error: 'Something broke in the stock service' } }
  }
  response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body))
})

/**
 * @param {http.IncomingMessage} request
 * @returns {Promise<Answer>}
 */
async function answerTo(request) {
  const route = `${request.method} ${request.url}`
  const product = /^GET \/stock\/([\w-]{1,64})$/.exec(route)?.[1]
  if (product) return showStock(product)
  if (route === 'POST /reserve') return reserve(await readJson(request))
  if (route === 'GET /history') return showHistory()
  return { status: 404, body: { error: 'There is nothing here' } }
}

/** @param {string} product */
async function showStock(product) {
  const left = await countLeft(product)
  if (left === undefined) return { status: 404, body: { error: `There is no product ${product}` } }
  return { status: 200, body: { product, left } }
}

/** A reservation is a promise: what is on the shelf changes when the parcel leaves. */
async function reserve({ product, quantity }) {
  if (typeof product !== 'string' || !product || !Number.isInteger(quantity) || quantity < 1) {
    return { status: 400, body: { error: 'A reservation is { product, quantity }' } }
  }
  const left = (await countLeft(product)) ?? 0
  if (quantity > left) return { status: 409, body: { error: `Only ${left} of ${product} left` } }
  return { status: 200, body: { product, quantity } }
}

async function showHistory() {
  await wait(300) // The old books are in the cellar.
  return { status: 200, body: { soldEachWeek: [12, 7, 19, 11] } }
}

/**
 * @param {string} product
 * @returns {Promise<number | undefined>} nothing if there is no such product
 */
async function countLeft(product) {
  const { Item } = await dynamodb.send(
    new GetItemCommand({ TableName: 'stock', Key: { id: { S: product } } }),
  )
  return Item && Number(Item.left?.N)
}

/** Reads the body of a request; what is not a JSON object counts as an empty one. */
async function readJson(request) {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk
    if (text.length > maxBodyBytes) return {}
  }
  try {
    return Object(JSON.parse(text))
  } catch {
    return {}
  }
}

runService('shop-stock', {
  start: () => listen(server, port),
  stop: () => closeServer(server),
})
