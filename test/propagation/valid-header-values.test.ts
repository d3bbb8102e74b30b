import { ROOT_CONTEXT, type TextMapPropagator } from '@opentelemetry/api'
import { expect, test } from 'vitest'
import { validHeaderValues } from '../../src/propagation/index.ts'

const writer: TextMapPropagator<Record<string, string>> = {
  inject(_, carrier, setter) {
    setter.set(carrier, 'good', 'a=b;p')
    setter.set(carrier, 'bad', 'a=b;p\r\nx-admin: 1')
  },
  extract: (context, carrier, getter) => {
    getter.get(carrier, 'good')
    return context
  },
  fields: () => ['good', 'bad'],
}

test('validHeaderValues() writes what may stand in a header, and nothing else', () => {
  const headers: Record<string, string> = {}
  validHeaderValues(writer).inject(ROOT_CONTEXT, headers, {
    set: (carrier: Record<string, string>, key, value) => {
      carrier[key] = value
    },
  })
  expect(headers).toEqual({ good: 'a=b;p' })
})

test('validHeaderValues() reads as the propagator in it', () => {
  const read: string[] = []
  const getter = {
    keys: () => [],
    get: (_: unknown, key: string) => {
      read.push(key)
      return undefined
    },
  }
  expect(validHeaderValues(writer).extract(ROOT_CONTEXT, {}, getter)).toBe(ROOT_CONTEXT)
  expect(read).toEqual(['good'])
  expect(validHeaderValues(writer).fields()).toEqual(['good', 'bad'])
})
