import type { AddressInfo, Server } from 'node:net'

/** Where a server listens, and whom it tells of what goes wrong afterwards. */
export interface ListenOptions {
  host: string
  /** 0 takes any that is free. */
  port: number
  onError: (error: unknown) => void
}

/** Has a server listen, and gives the address and the port that it got. Rejects when they cannot be had (`EADDRINUSE`). */
export async function listen(
  server: Server,
  { host, port, onError }: ListenOptions,
): Promise<{ host: string; port: number }> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host, exclusive: true }, () => {
      server.off('error', reject)
      resolve()
    })
  })
  server.on('error', onError)
  const bound = server.address() as AddressInfo
  return { host: bound.address, port: bound.port }
}
