import { readFileSync } from 'node:fs'

/**
 * Whether a process runs. One that has ended, and that its parent has not asked about yet, does not: in a container whose first
 * process is no init, that may be for ever.
 */
export function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  return stateOf(processId) !== 'Z'
}

/**
 * What Linux calls the state of a process, such as `S` or `Z`; `undefined` elsewhere.
 *
 * @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
function stateOf(processId: number): string | undefined {
  try {
    // 4711 (a name (with brackets)) S 1 …
    const stat = readFileSync(`/proc/${processId}/stat`, 'latin1')
    return stat.charAt(stat.lastIndexOf(')') + 2)
  } catch {
    return undefined
  }
}
