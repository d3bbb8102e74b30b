import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { SocketTable } from '../../src/emit/socket-table.ts'

const folder = mkdtempSync(join(tmpdir(), 'spanray-table-'))
afterAll(() => rmSync(folder, { recursive: true }))

const line = (port: number) => `${`: ${port} unread=${port % 7}`.padEnd(127)}\n`
const table = (from: number) => Array.from({ length: 100 }, (_, index) => line(from + index)).join('')
const entry = /: 1090 unread=(\d)/

test('finds an entry on a later page, and again where it was', () => {
  const path = join(folder, 'udp')
  writeFileSync(path, table(1000))
  const sockets = new SocketTable(path)
  expect(sockets.findAgain(entry)).toBeUndefined()
  expect([sockets.find(entry)?.[1], sockets.findAgain(entry)?.[1]]).toEqual(['5', '5'])
  writeFileSync(path, table(1001))
  expect(sockets.findAgain(entry)).toBeUndefined()
  expect([sockets.find(entry)?.[1], sockets.findAgain(entry)?.[1]]).toEqual(['5', '5'])
  sockets.close()
})

test('finds nothing where there is nothing', () => {
  const sockets = new SocketTable(join(folder, 'none'))
  expect(sockets.find(entry)).toBeUndefined()
  sockets.close()
})
