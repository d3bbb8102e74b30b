import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Observation } from './observation.ts'

/** How a command is run. */
export interface RunOptions {
  readonly command: readonly string[]
  readonly environment: NodeJS.ProcessEnv
  readonly folder: string
  /** What every process of Node loads first: `observe`, as built. */
  readonly observer: string
  /** How long the command may run; then it is ended. */
  readonly runMillis: number
  /** Gets what the command writes, as it is written. */
  readonly onOutput: (text: Buffer) => void
}

/** What became of a command. */
export interface CommandRun {
  /** Why it could not be started. */
  readonly failure: NodeJS.ErrnoException | undefined
  /** With which code it ended by itself; `undefined` when it was ended. */
  readonly exitCode: number | null | undefined
  readonly observations: readonly Observation[]
  /** What spanray said in it, a line each. */
  readonly diagnostics: readonly string[]
}

/** From SIGTERM to SIGKILL. */
const GRACE_MILLIS = 5000
const MAX_DIAGNOSTICS = 50
const MAX_LINE_CHARS = 10_000

/** Runs the command, for so long at most, with an observer in each of its processes of Node; ends it with all of them. */
export async function runCommand(options: RunOptions): Promise<CommandRun> {
  const { command, environment, folder, observer, runMillis, onOutput } = options
  const reports = mkdtempSync(join(tmpdir(), 'spanray-doctor-'))
  const diagnostics: string[] = []
  try {
    const child = spawn(command[0]!, command.slice(1), {
      cwd: folder,
      env: {
        ...environment,
        OTEL_LOG_LEVEL: environment.OTEL_LOG_LEVEL || 'info',
        NODE_OPTIONS: `--require ${JSON.stringify(observer)} ${environment.NODE_OPTIONS ?? ''}`.trim(),
        SPANRAY_DOCTOR_FOLDER: reports,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, which is ended as a whole: `npm start` starts others.
      detached: true,
    })
    child.stdout.on('data', onOutput)
    child.stderr.on('data', onOutput)
    collectDiagnostics(child, diagnostics)
    const { failure, exitCode } = await endOf(child, runMillis)
    return { failure, exitCode, observations: readObservations(reports), diagnostics }
  } finally {
    rmSync(reports, { recursive: true, force: true })
  }
}

function endOf(child: ChildProcess, runMillis: number): Promise<Pick<CommandRun, 'failure' | 'exitCode'>> {
  return new Promise(resolve => {
    let isEnded = false
    const timers = [
      setTimeout(() => {
        isEnded = true
        signal(child, 'SIGTERM')
      }, runMillis),
      setTimeout(() => signal(child, 'SIGKILL'), runMillis + GRACE_MILLIS),
    ]
    const end = (outcome: Pick<CommandRun, 'failure' | 'exitCode'>) => {
      timers.forEach(clearTimeout)
      // What it has started and left behind.
      signal(child, 'SIGKILL')
      resolve(outcome)
    }
    child.once('error', failure => end({ failure, exitCode: undefined }))
    child.once('exit', exitCode => end({ failure: undefined, exitCode: isEnded ? undefined : exitCode }))
  })
}

/** To the whole group; on Windows, which has none, to the process. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, name)
  } catch {
    // It has ended.
  }
}

function collectDiagnostics(child: ChildProcess, diagnostics: string[]): void {
  let rest = ''
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    const lines = `${rest}${text}`.split('\n')
    rest = lines.pop()!.slice(0, MAX_LINE_CHARS)
    for (const line of lines)
      if (line.startsWith('spanray: ') && diagnostics.length < MAX_DIAGNOSTICS)
        diagnostics.push(line.slice(9))
  })
}

function readObservations(folder: string): Observation[] {
  return readdirSync(folder)
    .filter(name => name.endsWith('.json'))
    .map(name => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Observation)
}
