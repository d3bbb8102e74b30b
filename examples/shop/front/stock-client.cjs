// @ts-check
'use strict'

const http = require('node:http')
const { json } = require('node:stream/consumers')

const stockUrl = process.env.STOCK_URL ?? 'http://127.0.0.1:8081'
const patience = () => AbortSignal.timeout(5_000)

/**
 * How many of a product are left; none of one that the stock service does not know.
 *
 * @param {string} product
 * @returns {Promise<number>}
 */
function left(product) {
  const url = new URL(`/stock/${encodeURIComponent(product)}`, stockUrl)
  return new Promise((resolve, reject) => {
    const request = http.get(url, { signal: patience() }, async response => {
      try {
        const answer = /** @type {any} */ (await json(response))
        if (response.statusCode === 200) resolve(answer.left)
        else if (response.statusCode === 404) resolve(0)
        else reject(new Error(`The stock service answered ${response.statusCode}`))
      } catch (error) {
        reject(error)
      }
    })
    request.on('error', reject)
  })
}

/**
 * @param {string} product
 * @param {number} quantity
 * @returns {Promise<boolean>} whether there was enough to reserve
 */
async function reserve(product, quantity) {
  const response = await fetch(new URL('/reserve', stockUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ product, quantity }),
    signal: patience(),
  })
  await response.arrayBuffer()
  if (response.status === 409) return false
  if (!response.ok) throw new Error(`The stock service answered ${response.status}`)
  return true
}

/** @returns {Promise<number[]>} how many things were sold in each of the last weeks */
async function history() {
  const response = await fetch(new URL('/history', stockUrl), { signal: patience() })
  if (!response.ok) throw new Error(`The stock service answered ${response.status}`)
  const answer = /** @type {any} */ (await response.json())
  return answer.soldEachWeek
}

module.exports = { left, reserve, history }
