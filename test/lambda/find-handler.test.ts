import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addressOf, findHandler, handlerIn } from '../../src/lambda/find-handler.ts'
import { writeFunction } from '../fixtures/lambda-layer.ts'

const FILES = {
  'index.js': '',
  'a.mjs': '',
  'a.js': '',
  'b.cjs': '',
  'src/pay/card.mjs': '',
  'folder/index.js': '',
  plain: '',
  'node_modules/payment/package.json': '{ "main": "lib/main.js" }',
  'node_modules/payment/lib/main.js': '',
}

test.each([
  ['index.handler', 'index.js', ['handler']],
  ['index.api.pay.handler', 'index.js', ['api', 'pay', 'handler']],
  ['a.handler', 'a.js', ['handler']],
  ['b.handler', 'b.cjs', ['handler']],
  ['plain.handler', 'plain', ['handler']],
  ['src/pay/card.handler', 'src/pay/card.mjs', ['handler']],
  ['payment.handler', 'node_modules/payment/lib/main.js', ['handler']],
])('findHandler(%s) is in %s', (handler, file, names) => {
  using code = writeFunction(FILES)
  expect(findHandler(handler, code.path)).toEqual({ file: join(code.path, file), names })
  expect(findHandler(join(code.path, handler), '/')).toMatchObject({ names })
})

test.each([
  ['index', 'Runtime.MalformedHandlerName', 'Bad handler'],
  ['../index.handler', 'Runtime.MalformedHandlerName', 'Bad handler'],
  ['gone.handler', 'Error', /Cannot find module 'gone'/],
])('findHandler(%s) throws %s', (handler, name, message) => {
  using code = writeFunction(FILES)
  expect(() => findHandler(handler, code.path)).toThrow(
    expect.objectContaining({ name, message: expect.stringMatching(message) }),
  )
})

test('handlerIn() takes the export, else what the default export has', () => {
  const handler = () => 1
  expect(handlerIn({ handler, default: {} }, ['handler'], 'x')).toBe(handler)
  expect(handlerIn({ default: { a: { b: handler } } }, ['a', 'b'], 'x')).toBe(handler)
})

test.each([
  [{}, 'index.handler is undefined or not exported'],
  [null, 'index.handler is undefined or not exported'],
  [{ handler: 7 }, 'index.handler is not a function'],
])('handlerIn(%j) throws as the runtime does', (module, message) => {
  expect(() => handlerIn(module, ['handler'], 'index.handler')).toThrow(
    expect.objectContaining({ name: 'Runtime.HandlerNotFound', message }),
  )
})

test('addressOf() is good for import()', () => {
  expect(addressOf({ file: '/var/task/a b#c.mjs', names: [] })).toBe('file:///var/task/a%20b%23c.mjs')
})
