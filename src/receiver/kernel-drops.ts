import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'

/**
 * How many datagrams the kernel has thrown away because a UDP socket had no room for them, since it was bound to this
 * address; `undefined` where the kernel does not say, as on other systems than Linux.
 *
 * @see https://docs.kernel.org/networking/proc_net_tcp.html
 */
export function kernelDrops(
  { address, family, port }: AddressInfo,
  read: (path: string) => string = readText,
): number | undefined {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0')
  // Of an IPv6 socket the port has to do: two that share it are rare.
  const local = `${family === 'IPv4' ? hexAddress(address) : ''}:${hexPort}`
  const rows = read(family === 'IPv4' ? '/proc/net/udp' : '/proc/net/udp6').split('\n')
  const own = rows.map(row => row.trim().split(/\s+/)).find(columns => columns[1]?.endsWith(local))
  const drops = Number(own?.at(-1))
  return Number.isInteger(drops) ? drops : undefined
}

/** The four bytes as a number of this machine: `127.0.0.1 → 0100007F`. */
function hexAddress(address: string): string {
  const [number] = new Uint32Array(Uint8Array.from(address.split('.'), Number).buffer)
  return number!.toString(16).toUpperCase().padStart(8, '0')
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}
