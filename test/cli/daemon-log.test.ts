import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openDaemonLog } from '../../src/cli/daemon-log.ts'
import { DEFAULT_SETTINGS } from '../../src/daemon/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'spanray-daemon-log-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('goes to standard output, or to a file', () => {
  const written: string[] = []
  const stdout = { write: (text: string) => written.push(text) }
  openDaemonLog(DEFAULT_SETTINGS, stdout).log.info('here')
  const logPath = join(folder, 'xray.log')
  const { log, close } = openDaemonLog({ ...DEFAULT_SETTINGS, logPath }, stdout)
  log.info('there')
  close()
  expect(written.join('')).toMatch(/ \[Info\] here\n$/)
  expect(readFileSync(logPath, 'utf8')).toMatch(/^\S+ \[Info\] there\n$/)
})

test('a flood of warnings is counted, errors are all written', () => {
  const written: string[] = []
  const { log, close } = openDaemonLog(DEFAULT_SETTINGS, { write: (text: string) => written.push(text) })
  for (let count = 0; count < 1000; count++) log.warn('refused')
  for (let count = 0; count < 100; count++) log.error('broken')
  close()
  expect(written.filter(line => line.includes('refused')).length).toBeLessThan(100)
  expect(written.filter(line => line.includes('broken'))).toHaveLength(100)
  expect(written.at(-1)).toMatch(/\[Warn\] … and 950 more lines in this second/)
})

test('a file that cannot be opened is told', () => {
  expect(() => openDaemonLog({ ...DEFAULT_SETTINGS, logPath: '/no/such/x' }, process.stdout)).toThrow(
    /Cannot write the log to \/no\/such\/x: ENOENT/,
  )
})
