import { readdir, readFile, readlink } from 'node:fs/promises'

/**
 * Who holds a port on this machine, such as `node server.js (process 4711)`; `undefined` where that cannot be found: on
 * other systems than Linux, and for processes of other users.
 */
export async function findPortHolder(port: number, protocol: 'tcp' | 'udp'): Promise<string | undefined> {
  try {
    const tables = await Promise.all([protocol, `${protocol}6`].map(readTable))
    const inodes = tables.flatMap(table => inodesOf(table, port, protocol))
    return inodes.length === 0 ? undefined : await findProcess(inodes.map(inode => `socket:[${inode}]`))
  } catch {
    return undefined
  }
}

/** @see https://docs.kernel.org/networking/proc_net_tcp.html */
function inodesOf(table: string, port: number, protocol: 'tcp' | 'udp'): string[] {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0')
  const rows = table.split('\n').map(line => line.trim().split(/\s+/))
  // 0A: the socket listens. An open connection of the same port is somebody else's.
  const held = rows.filter(row => row[1]?.endsWith(`:${hexPort}`) && (protocol === 'udp' || row[3] === '0A'))
  return held.flatMap(row => row[9] ?? [])
}

async function readTable(name: string): Promise<string> {
  return readFile(`/proc/net/${name}`, 'utf8').catch(() => '')
}

async function findProcess(sockets: string[]): Promise<string | undefined> {
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name))
  for (const pid of pids) {
    const descriptors = await readdir(`/proc/${pid}/fd`).catch(() => [])
    const links = await Promise.all(descriptors.map(fd => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')))
    if (!links.some(link => sockets.includes(link))) continue
    const commandLine = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0').join(' ').trim()
    return `${commandLine || 'a process'} (process ${pid})`
  }
  return undefined
}
