import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'rolldown'

/** The command line as a user has it, built from the sources as they are now. */
export interface BuiltCli {
  /** Its file, for who wants to start it in a way of their own. */
  readonly path: string
  /** Starts it; standard input is closed. */
  start(args: string[], env?: NodeJS.ProcessEnv): RunningCli
  /** Runs it to its end. */
  run(args: string[], env?: NodeJS.ProcessEnv): Promise<{ exitCode: number; stdout: string; stderr: string }>
  remove(): void
}

export interface RunningCli {
  process: ChildProcess
  stdout(): string
  stderr(): string
  /** Settles with the match when the stream has written it. */
  seen(stream: 'stdout' | 'stderr', pattern: RegExp): Promise<RegExpExecArray>
  exitCode: Promise<number>
}

export async function buildCli(): Promise<BuiltCli> {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  // Within the project, so that it finds the packages that are not bundled.
  const cache = join(root, 'node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'spanray-cli-'))
  await build({
    cwd: root,
    platform: 'node',
    external: ['@opentelemetry/api', 'node-sqlite3-wasm'],
    input: { cli: 'src/cli/main.ts', 'store-thread': 'src/local/store/store-thread.ts' },
    output: { dir: folder, format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
    transform: {
      target: 'node20',
      define: {
        SPANRAY_VERSION: '"1.2.3"',
        SPANRAY_STORE_THREAD: '"./store-thread.mjs"',
        SPANRAY_PAGE: '"./page"',
      },
    },
    logLevel: 'warn',
  })
  const path = join(folder, 'cli.mjs')
  const start = (args: string[], env?: NodeJS.ProcessEnv) => startNode([path, ...args], env)
  return {
    path,
    start,
    run: async (args, env) => {
      const running = start(args, env)
      const exitCode = await running.exitCode
      return { exitCode, stdout: running.stdout(), stderr: running.stderr() }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function startNode(args: string[], env: NodeJS.ProcessEnv = {}): RunningCli {
  // Nothing of the machine that runs the tests: neither its colours nor its AWS.
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, TZ: 'UTC', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const written = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', text => {
      written[name] += text
    })
  }
  const exitCode = once(child, 'close').then(([code]) => code as number)
  return {
    process: child,
    stdout: () => written.stdout,
    stderr: () => written.stderr,
    exitCode,
    seen: (name, pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(written[name])
          if (match) resolve(match)
        }
        child[name].on('data', look)
        child.once('close', () =>
          reject(new Error(`Ended without ${pattern}: ${written.stdout}${written.stderr}`)),
        )
        look()
      }),
  }
}
