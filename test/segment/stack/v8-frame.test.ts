import { expect, test } from 'vitest'
import { parseV8Frame } from '../../../src/segment/stack/v8-frame.ts'

const internals = 'node:internal/process/task_queues'

test.each([
  ['priceOf (/srv/cart.js:41:19)', { path: '/srv/cart.js', line: 41, label: 'priceOf' }],
  ['Object.<anonymous> (/srv/a.js:7:3)', { path: '/srv/a.js', line: 7, label: 'Object.<anonymous>' }],
  ['new Cart (file:///srv/cart.mjs:12:5)', { path: 'file:///srv/cart.mjs', line: 12, label: 'new Cart' }],
  ['async checkout (/srv/a.js:3:1)', { path: '/srv/a.js', line: 3, label: 'async checkout' }],
  ['async Promise.all (index 0)', { path: 'index 0', label: 'async Promise.all' }],
  ['/srv/anon.js:3:1', { path: '/srv/anon.js', line: 3, label: 'anonymous' }],
  ['async file:///srv/a.mjs:20:25', { path: 'file:///srv/a.mjs', line: 20, label: 'async anonymous' }],
  [`process.f (${internals}:95:5)`, { path: internals, line: 95, label: 'process.f' }],
  ['f (C:\\app\\a.js:3:4)', { path: 'C:\\app\\a.js', line: 3, label: 'f' }],
  ['f (C:\\Program Files (x86)\\a.js:3:4)', { path: 'C:\\Program Files (x86)\\a.js', line: 3, label: 'f' }],
  ['f (file:///C:/app/a.js:3:4)', { path: 'file:///C:/app/a.js', line: 3, label: 'f' }],
  ['https://cdn.example/x.js:1:2', { path: 'https://cdn.example/x.js', line: 1, label: 'anonymous' }],
  ['f (http://localhost:3000/x.js:1:2)', { path: 'http://localhost:3000/x.js', line: 1, label: 'f' }],
  ['Array.map (<anonymous>)', { path: '<anonymous>', label: 'Array.map' }],
  ['<anonymous>', { path: '<anonymous>', label: 'anonymous' }],
  ['Foo.bar [as baz] (/a (copy)/b.js:1:2)', { path: '/a (copy)/b.js', line: 1, label: 'Foo.bar [as baz]' }],
  ['K.a (b) (/a.js:1:2)', { path: '/a.js', line: 1, label: 'K.a (b)' }],
  ['get [x y] (/a.js:1:2)', { path: '/a.js', line: 1, label: 'get [x y]' }],
  ['f (/odd)/a.js:1:2)', { path: '/odd)/a.js', line: 1, label: 'f' }],
  ['eval (eval at f (/a.js:1:2), <anonymous>:3:4)', { path: '/a.js', line: 1, label: 'eval' }],
  [
    'g (eval at f (C:\\x (86)\\a.js:1:2), <anonymous>:3:4)',
    { path: 'C:\\x (86)\\a.js', line: 1, label: 'g' },
  ],
  [
    'eval (eval at g (eval at f (/a.js:1:2), <anonymous>:3:4), <anonymous>:5:6)',
    { path: '/a.js', line: 1, label: 'eval' },
  ],
  ['eval (eval at g (eval at f (/a.js:1:2)), <anonymous>:5:6)', { path: '/a.js', line: 1, label: 'eval' }],
  ['eval (eval at f (/a.js:1:2))', { path: '/a.js', line: 1, label: 'eval' }],
  ['eval (eval at nowhere)', { path: 'eval at nowhere', label: 'eval' }],
  [
    'eval (webpack-internal:///./src/a.js:1:2)',
    { path: 'webpack-internal:///./src/a.js', line: 1, label: 'eval' },
  ],
  ['f (webpack://shop/./src/a.ts?1a2b:7:2)', { path: 'webpack://shop/./src/a.ts?1a2b', line: 7, label: 'f' }],
  ['processTicks (native:7:39)', { path: 'native', line: 7, label: 'processTicks' }],
  ['moduleEvaluation (native)', { path: 'native', label: 'moduleEvaluation' }],
  ['module code (/srv/a.ts:1:2)', { path: '/srv/a.ts', line: 1, label: 'module code' }],
  ['<anonymous> (bun:main:1:2)', { path: 'bun:main', line: 1, label: '<anonymous>' }],
  [
    'wasm://wasm/ab12:wasm-function[1]:0x1c',
    { path: 'wasm://wasm/ab12:wasm-function[1]:0x1c', label: 'anonymous' },
  ],
  ['    at f (/a.js:1:2) {\r', { path: '/a.js', line: 1, label: 'f' }],
  ['\tat /a.js:1:2,', { path: '/a.js', line: 1, label: 'anonymous' }],
  ['at f (/a.js:1:2)', { path: '/a.js', line: 1, label: 'f' }],
  ['/srv/a (copy)/b.js:1:2', { path: '/srv/a (copy)/b.js', line: 1, label: 'anonymous' }],
  ['Foo(/a.js:1:2)', { path: 'Foo(/a.js:1:2)', label: 'anonymous' }],
  ['eval (eval at g (eval at f (/a.js:1:2)))', { path: '/a.js', line: 1, label: 'eval' }],
  [')', { path: ')', label: 'anonymous' }],
  ['', { path: '', label: 'anonymous' }],
])('parseV8Frame() reads %j', (text, frame) => {
  expect(parseV8Frame(text)).toEqual(frame)
})
