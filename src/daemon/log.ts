/** Writes lines for whoever runs the daemon, those of the level that was asked for and above. */
export interface Log {
  debug(text: string): void
  info(text: string): void
  warn(text: string): void
  error(text: string): void
}

/** How urgent a line is, as AWS's daemon writes it. */
const LEVELS = ['Trace', 'Debug', 'Info', 'Warn', 'Error'] as const

type Level = (typeof LEVELS)[number]

/** The names that `--log-level` takes, and from which level on lines are written. */
const NAMED: ReadonlyMap<string, Level> = new Map([
  ['dev', 'Trace'],
  ['debug', 'Debug'],
  ['info', 'Info'],
  ['warn', 'Warn'],
  ['error', 'Error'],
  ['prod', 'Info'],
])

/**
 * A log in the form of AWS's daemon, local time with its distance from UTC in front:
 *
 *     2026-11-28T12:00:00+01:00 [Info] Using region: eu-west-1
 *
 * A level that has no such name is told, and `prod` taken.
 *
 * @param write takes a line with its newline
 */
export function createLog(levelName: string, write: (line: string) => void, clock: () => Date): Log {
  const level = NAMED.get(levelName.toLowerCase())
  const least = LEVELS.indexOf(level ?? 'Info')
  const writer = (of: Level) => (text: string) => {
    if (LEVELS.indexOf(of) >= least) write(`${localTime(clock())} [${of}] ${text}\n`)
  }
  const log = { debug: writer('Debug'), info: writer('Info'), warn: writer('Warn'), error: writer('Error') }
  if (!level) {
    const names = [...NAMED.keys()].join(', ')
    log.warn(
      `The log level is ${JSON.stringify(levelName.slice(0, 60))}; it must be one of ${names}: prod is taken`,
    )
  }
  return log
}

/** `2026-11-28T12:00:00+01:00`, or with a `Z` where local time is UTC. */
function localTime(date: Date): string {
  const minutes = -date.getTimezoneOffset()
  const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, 19)
  if (minutes === 0) return `${local}Z`
  const pair = (value: number) => String(Math.floor(Math.abs(value))).padStart(2, '0')
  return `${local}${minutes < 0 ? '-' : '+'}${pair(minutes / 60)}:${pair(minutes % 60)}`
}
