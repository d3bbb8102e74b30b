/** Whether a host, by its name or address, is this machine: nobody else is heard there, and nobody else listens. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d+){3}$/.test(host)
}
