import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { ExportStats } from '../../src/export/index.ts'
import { plainEnvironment, projectRoot } from '../fixtures/run-node.ts'
import { listenUdp } from '../fixtures/udp-listener.ts'
import type { Seen } from './cases.ts'
import { describeDocuments } from './describe-documents.ts'
import { summarize } from './summarize.ts'

const app = join(projectRoot, 'test/fixtures/apps/ending.cjs')

interface Circumstances {
  /** How many documents will come; the listener waits for them. */
  expect?: number
  /** Sent once the app is ready. */
  signal?: NodeJS.Signals
  environment?: NodeJS.ProcessEnv
  /** What the process is started by. */
  by?: string[]
  /** Shown instead of the names of thousands. */
  countOnly?: boolean
}

/** Runs the app under the preload until it ends in the way that is named, beside a listener in the daemon's place. */
export async function runEnding(
  ending: string,
  { expect: count = 0, signal, environment, by = [], countOnly }: Circumstances = {},
): Promise<Seen> {
  await using daemon = await listenUdp()
  const [command, ...args] = [...by, process.execPath, '--require', 'spanray/register', app, ending]
  const child = spawn(command!, args, {
    cwd: projectRoot,
    env: { ...plainEnvironment(), AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${daemon.port}`, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', chunk => {
    stdout += chunk
    if (signal && !child.killed && stdout.includes('ready')) child.kill(signal)
  })
  child.stderr.on('data', chunk => {
    stderr += chunk
  })
  const [code, by_signal] = await new Promise<[number | null, string | null]>(resolve =>
    child.once('close', (...how) => resolve(how)),
  )
  await daemon.received(count)
  const accounts = /^\{.*\}$/m.exec(stdout)?.[0]
  return {
    arrived: countOnly ? [`${daemon.datagrams.length} documents`] : describeDocuments(daemon.datagrams),
    counted: accounts ? summarize(JSON.parse(accounts) as ExportStats) : undefined,
    logged: stderr.split('\n').filter(line => /spanray:|Error:/.test(line)),
    ended: by_signal ?? code,
  }
}
