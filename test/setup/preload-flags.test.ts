import { expect, test } from 'vitest'
import { namesStockRegister, otherPreloads } from '../../src/setup/preload-flags.ts'

test.each([
  ['@opentelemetry/auto-instrumentations-node/register', true],
  ['--import=/srv/node_modules/@opentelemetry/auto-instrumentations-node/dist/register.mjs', true],
  ['at C:\\app\\node_modules\\@opentelemetry\\auto-instrumentations-node\\build\\src\\register.js:5:1', true],
  ['./auto-instrumentations-node.js', false],
  ['@opentelemetry/sdk-node', false],
])('namesStockRegister() of %s is %s', (text, names) => {
  expect(namesStockRegister(text)).toBe(names)
})

test.each([
  [
    ['-r', './a.js', '--require', 'spanray/register', '--import=b', '--require', './c.js'],
    ['./a.js', 'b', './c.js'],
  ],
  [['--import', 'file:///srv/spanray/register.mjs', '--inspect', 'app.js'], []],
  [['-r'], []],
  [[], []],
])('otherPreloads() of %j are %j', (flags, preloads) => {
  expect(otherPreloads(flags)).toEqual(preloads)
})
