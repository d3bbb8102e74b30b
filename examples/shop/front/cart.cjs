// @ts-check
'use strict'

const { PutItemCommand } = require('@aws-sdk/client-dynamodb')
const { dynamodb } = require('../dynamodb-client.cjs')
const stock = require('./stock-client.cjs')

/** @typedef {{ id: string, product: string, quantity: number }} Cart */

/**
 * @param {any} body
 * @returns {Cart | undefined} nothing if the body is not a cart
 */
function readCart(body) {
  const { id, product, quantity } = body ?? {}
  const isCart = isName(id) && isName(product) && Number.isInteger(quantity) && quantity > 0
  return isCart ? { id, product, quantity } : undefined
}

/** @param {unknown} value */
const isName = value => typeof value === 'string' && /^[\w-]{1,64}$/.test(value)

/**
 * @param {Cart} cart
 * @returns {Promise<boolean>} false if too few are left
 */
async function addToCart({ id, product, quantity }) {
  if (!(await stock.reserve(product, quantity))) return false
  const Item = { id: { S: id }, product: { S: product }, quantity: { N: String(quantity) } }
  await dynamodb.send(new PutItemCommand({ TableName: 'carts', Item }))
  return true
}

module.exports = { readCart, addToCart }
