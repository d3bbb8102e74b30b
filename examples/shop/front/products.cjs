// @ts-check
'use strict'

const { Pool } = require('pg')

// Host, port and password come from PGHOST, PGPORT and PGPASSWORD, which pg reads itself.
const pool = new Pool({
  host: process.env.PGHOST ?? '127.0.0.1',
  user: process.env.PGUSER ?? 'shop',
  database: process.env.PGDATABASE ?? 'shop',
})
pool.on('error', error => console.error(`An idle database connection broke: ${error.message}`))

/** @param {string} id */
async function find(id) {
  const { rows } = await pool.query('SELECT name, price FROM products WHERE id = $1', [id])
  return rows[0] && { name: rows[0].name, price: Number(rows[0].price) }
}

/** @param {string} words */
async function search(words) {
  const { rows } = await pool.query(
    'SELECT id, name FROM products WHERE strpos(lower(name), lower($1)) > 0 ORDER BY id',
    [words],
  )
  return rows
}

/** The slow one: nobody has added an index yet. */
async function worth() {
  const { rows } = await pool.query(
    'SELECT count(*) AS products, sum(price) AS worth FROM products, pg_sleep(0.2)',
  )
  return { products: Number(rows[0].products), worth: Number(rows[0].worth) }
}

const close = () => pool.end()

module.exports = { find, search, worth, close }
