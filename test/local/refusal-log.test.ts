import { expect, test } from 'vitest'
import { RefusalLog } from '../../src/local/refusal-log.ts'

test('RefusalLog counts all by code and keeps the last', () => {
  const log = new RefusalLog(2)
  const codes = ['MissingId', 'MissingName', 'MissingId'] as const
  for (const code of codes) log.add({ atMillis: 0, what: 'document', code, message: code })
  log.add({ atMillis: 1, what: 'datagram', code: 'EmptyBody', message: 'empty' })

  expect(log.byCode('document')).toEqual({ MissingId: 2, MissingName: 1 })
  expect(log.byCode('datagram')).toEqual({ EmptyBody: 1 })
  expect([log.total('document'), log.total('datagram')]).toEqual([3, 1])
  expect(log.last().map(({ code }) => code)).toEqual(['MissingId', 'EmptyBody'])
})
