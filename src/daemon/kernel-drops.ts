import { readFileSync } from 'node:fs'

/**
 * How many datagrams the kernel has thrown away because the socket on this port had no room for them, since it was
 * opened; `undefined` where the kernel does not say, as on other systems than Linux.
 *
 * @see https://docs.kernel.org/networking/proc_net_tcp.html
 */
export function kernelDrops(port: number, read: (path: string) => string = readText): number | undefined {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0')
  const rows = ['/proc/net/udp', '/proc/net/udp6'].flatMap(path => read(path).split('\n'))
  const own = rows.map(row => row.trim().split(/\s+/)).find(([, local]) => local?.endsWith(`:${hexPort}`))
  const drops = Number(own?.at(-1))
  return Number.isInteger(drops) ? drops : undefined
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}
