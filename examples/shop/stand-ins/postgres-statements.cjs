// @ts-check
'use strict'

const { setTimeout: wait } = require('node:timers/promises')

/**
 * @typedef {{ name: string, type: 'text' | 'numeric' | 'bigint' | 'void' }} Column
 * @typedef {(string | null)[]} Row
 * @typedef {{ parameters: number, columns: Column[], run: (values: Row) => Row[] | Promise<Row[]> }} Statement
 */

const products = [
  { id: 'cup', name: 'Teacup, blue', price: '4.50' },
  { id: 'kettle', name: 'Kettle, 2 litres', price: '39.00' },
  { id: 'teapot', name: 'Teapot, brown', price: '24.50' },
]

const maxSleepSeconds = 5

/** @param {string} seconds */
const sleep = seconds => wait(Math.min(Number(seconds), maxSleepSeconds) * 1000, undefined, { ref: false })

/** @type {{ sql: RegExp, prepare: (captured: string[]) => Statement }[]} */
const known = [
  {
    sql: /^SELECT name, price FROM products WHERE id = \$1$/i,
    prepare: () => ({
      parameters: 1,
      columns: [
        { name: 'name', type: 'text' },
        { name: 'price', type: 'numeric' },
      ],
      run: ([id]) => products.filter(product => product.id === id).map(({ name, price }) => [name, price]),
    }),
  },
  {
    sql: /^SELECT id, name FROM products WHERE strpos\(lower\(name\), lower\(\$1\)\) > 0 ORDER BY id$/i,
    prepare: () => ({
      parameters: 1,
      columns: [
        { name: 'id', type: 'text' },
        { name: 'name', type: 'text' },
      ],
      run: ([words]) =>
        products
          .filter(({ name }) => words != null && name.toLowerCase().includes(words.toLowerCase()))
          .map(({ id, name }) => [id, name]),
    }),
  },
  {
    sql: /^SELECT count\(\*\) AS products, sum\(price\) AS worth FROM products, pg_sleep\((\d+(?:\.\d+)?)\)$/i,
    prepare: ([seconds = '0']) => ({
      parameters: 0,
      columns: [
        { name: 'products', type: 'bigint' },
        { name: 'worth', type: 'numeric' },
      ],
      run: async () => {
        await sleep(seconds)
        const worth = products.reduce((sum, { price }) => sum + Number(price), 0)
        return [[String(products.length), worth.toFixed(2)]]
      },
    }),
  },
  {
    sql: /^SELECT pg_sleep\((\d+(?:\.\d+)?)\)$/i,
    prepare: ([seconds = '0']) => ({
      parameters: 0,
      columns: [{ name: 'pg_sleep', type: 'void' }],
      run: async () => {
        await sleep(seconds)
        return [['']]
      },
    }),
  },
]

/**
 * Prepares one of the shop's own statements; nothing comes back for any other.
 *
 * @param {string} sql
 * @returns {Statement | undefined}
 */
function prepare(sql) {
  const text = sql
    .replace(/\s+/g, ' ')
    .replace(/\/\*[^*]*\*\/ ?$/, '')
    .replace(/ ?;? ?$/, '')
    .trimStart()
  for (const statement of known) {
    const match = statement.sql.exec(text)
    if (match) return statement.prepare(match.slice(1))
  }
  return undefined
}

module.exports = { prepare }
