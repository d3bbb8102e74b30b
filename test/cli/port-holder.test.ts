import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { findPortHolder } from '../../src/cli/port-holder.ts'

const onLinux = test.runIf(process.platform === 'linux')

describe('findPortHolder()', () => {
  onLinux('names this process for a TCP port that it holds, and nobody for UDP', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    expect(await findPortHolder(port, 'tcp')).toMatch(new RegExp(`\\(process ${process.pid}\\)$`))
    expect(await findPortHolder(port, 'udp')).toBeUndefined()
    server.close()
  })

  onLinux('names this process for a UDP port that it holds', async () => {
    const socket = createSocket('udp6').bind(0, '::1')
    await once(socket, 'listening')
    expect(await findPortHolder(socket.address().port, 'udp')).toMatch(`(process ${process.pid})`)
    socket.close()
  })
})
