import { expect, test } from 'vitest'
import { createLog } from '../../src/daemon/log.ts'

function lines(level: string, clock = () => new Date('2026-11-28T12:00:00.400Z')): string[] {
  const written: string[] = []
  const log = createLog(level, line => written.push(line), clock)
  log.debug('d')
  log.info('i')
  log.warn('w')
  log.error('e')
  return written
}

test('lines have the form of AWS’s daemon, in local time', () => {
  const clock = () => Object.assign(new Date('2026-11-28T12:00:00Z'), { getTimezoneOffset: () => -330 })
  expect(lines('error', clock)).toEqual(['2026-11-28T17:30:00+05:30 [Error] e\n'])
  const utc = () => Object.assign(new Date('2026-11-28T12:00:00Z'), { getTimezoneOffset: () => 0 })
  expect(lines('error', utc)).toEqual(['2026-11-28T12:00:00Z [Error] e\n'])
})

test.each([
  ['dev', 4],
  ['debug', 4],
  ['info', 3],
  ['prod', 3],
  ['WARN', 2],
  ['error', 1],
])('the level %s writes %i of 4', (level, count) => {
  expect(lines(level)).toHaveLength(count)
})

test('another level is told, and prod taken', () => {
  expect(lines('loud')[0]).toMatch(/\[Warn\] The log level is "loud"; it must be one of dev, debug, info/)
  expect(lines('loud')).toHaveLength(4)
})
