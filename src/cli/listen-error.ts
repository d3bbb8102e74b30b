import { findPortHolder } from './port-holder.ts'

/**
 * Why a host and port cannot be listened on, and what to do.
 *
 *     Cannot listen on 127.0.0.1:2000: UDP port 2000 is in use by xray -o (process 812); stop it, or choose another
 *     port: spanray local --port 2001
 *
 * @param commandFor what listens on another port
 */
export async function explainListenError(
  error: unknown,
  host: string,
  port: number,
  commandFor: (port: number) => string,
): Promise<string> {
  const { code, syscall, message } = error as NodeJS.ErrnoException
  const subject = `Cannot listen on ${host}:${port}`
  if (code === 'EADDRINUSE') {
    const protocol = syscall === 'bind' ? 'udp' : 'tcp'
    const holder = await findPortHolder(port, protocol)
    const by = holder === undefined ? '' : ` by ${holder}`
    const other = port < 65_535 ? port + 1 : 0
    return `${subject}: ${protocol.toUpperCase()} port ${port} is in use${by}; stop it, or choose another port: ${commandFor(other)}`
  }
  if (code === 'EACCES')
    return `${subject}: the port needs rights that this process does not have; choose one over 1023: ${commandFor(2000)}`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `${subject}: this machine has no such address; choose one of its own`
  }
  return `${subject}: ${message}`
}
