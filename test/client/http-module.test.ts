import http from 'node:http'
import https from 'node:https'
import { expect, test } from 'vitest'
import { httpModule } from '../../src/client/http-module.ts'

test('httpModule() gives the module of a protocol', () => {
  expect(httpModule('http:')).toBe(http)
  expect(httpModule('https:')).toBe(https)
})
