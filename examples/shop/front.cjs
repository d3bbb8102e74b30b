// @ts-check
'use strict'

const http = require('node:http')
const express = require('express')
const { closeServer } = require('./close-server.cjs')
const { addToCart, readCart } = require('./front/cart.cjs')
const { checkOut } = require('./front/checkout.cjs')
const products = require('./front/products.cjs')
const { rateLimit } = require('./front/rate-limit.cjs')
const stock = require('./front/stock-client.cjs')
const { listen } = require('./listen.cjs')
const { runService } = require('./run-service.cjs')

const port = Number(process.env.PORT ?? 8080)
const app = express()
app.disable('x-powered-by')

app.get('/', (_request, response) => {
  response.type('text').send('The shop is open.\n')
})

app.get('/products/:id', async (request, response) => {
  const { id } = request.params
  const [product, left] = await Promise.all([products.find(id), stock.left(id)])
  if (!product) return response.status(404).json({ error: `There is no product ${id}` })
  response.json({ id, ...product, left })
})

app.get('/search', rateLimit({ everyMillis: 10_000 }), async (request, response) => {
  response.json({ products: await products.search(String(request.query.q ?? '')) })
})

app.post('/cart', express.json({ limit: '10kb' }), async (request, response) => {
  const cart = readCart(request.body)
  if (!cart) return response.status(400).json({ error: 'A cart is { id, product, quantity }' })
  if (!(await addToCart(cart))) return response.status(409).json({ error: `Too few of ${cart.product} left` })
  response.status(201).json(cart)
})

app.get('/checkout', (_request, response) => {
  response.json(checkOut({ id: 'cart-1', total: 49, card: { lastDigits: '4242', expires: '2019-12' } }))
})

app.get('/report', async (_request, response) => {
  const shelf = await products.worth()
  const soldEachWeek = await stock.history()
  response.json({ ...shelf, soldEachWeek })
})

app.use((request, response) => {
  response.status(404).json({ error: `There is nothing at ${request.path}` })
})

// Express knows an error handler by its four parameters.
app.use((error, request, response, next) => {
  if (response.headersSent) return next(error)
  const status = error.status ?? 500
  if (status >= 500) console.error(`${request.method} ${request.path}: ${error.message}`)
  response.status(status).json({ error: status < 500 ? error.message : 'Something broke on our side' })
})

const server = http.createServer(app)

runService('shop-front', {
  start: () => listen(server, port),
  stop: () => closeServer(server).then(products.close),
})
