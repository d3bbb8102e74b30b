// @ts-check
'use strict'

const front = ['shop-front']
const frontAndStock = ['shop-front', 'shop-stock']

/**
 * What a few customers ask of the front end, one after the other, and the status that each one gets.
 * `services` are the services that a request passes.
 *
 * The searches share a limit of one in ten seconds: send the whole list again after that, not before.
 *
 * @type {{ name: string, method: 'GET' | 'POST', path: string, body?: object, status: number, services: string[] }[]}
 */
const requests = [
  { name: 'the home page', method: 'GET', path: '/', status: 200, services: front },
  { name: 'a product', method: 'GET', path: '/products/teapot', status: 200, services: frontAndStock },
  {
    name: 'a full cart',
    method: 'POST',
    path: '/cart',
    body: { id: 'cart-1', product: 'teapot', quantity: 2 },
    status: 201,
    services: frontAndStock,
  },
  {
    name: 'more than is left',
    method: 'POST',
    path: '/cart',
    body: { id: 'cart-2', product: 'kettle', quantity: 5 },
    status: 409,
    services: frontAndStock,
  },
  {
    name: 'an unknown product',
    method: 'GET',
    path: '/products/unicorn',
    status: 404,
    services: frontAndStock,
  },
  { name: 'a search', method: 'GET', path: '/search?q=tea', status: 200, services: front },
  { name: 'a search too soon', method: 'GET', path: '/search?q=cup', status: 429, services: front },
  { name: 'a checkout that fails', method: 'GET', path: '/checkout', status: 500, services: front },
  { name: 'a slow report', method: 'GET', path: '/report', status: 200, services: frontAndStock },
]

module.exports = { requests }
