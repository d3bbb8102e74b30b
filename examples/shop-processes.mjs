import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from './free-port.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The package's preload, and after it what answers `accounts`. */
const PRELOAD = ['--require', 'spanray/register', '--require', join(root, 'examples/report-accounts.cjs')]

/**
 * Starts the example shop, its two services under the preload, which sends to the X-Ray daemon at this address.
 *
 * @param {string} daemonAddress `host:port`
 * @returns {Promise<{ url: string, accounts(): Promise<object[]>, stop(): Promise<void> }>}
 */
export async function startShop(daemonAddress) {
  const standIns = await start('stand-ins/index.cjs', { PGPORT: '0', DYNAMODB_PORT: '0' })
  const traced = {
    AWS_XRAY_DAEMON_ADDRESS: daemonAddress,
    OTEL_TRACES_SAMPLER: 'always_on',
    AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${standIns.listening.dynamodb}`,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  }
  const stock = await start('stock.cjs', { ...traced, OTEL_SERVICE_NAME: 'shop-stock', PORT: '0' }, PRELOAD)
  const front = await start(
    'front.cjs',
    {
      ...traced,
      OTEL_SERVICE_NAME: 'shop-front',
      PORT: String(await freePort(8080)),
      STOCK_URL: `http://127.0.0.1:${stock.listening}`,
      PGHOST: '127.0.0.1',
      PGPORT: String(standIns.listening.postgres),
    },
    PRELOAD,
  )
  return {
    url: `http://127.0.0.1:${front.listening}`,
    accounts: () => Promise.all([front, stock].map(accountsOf)),
    async stop() {
      for (const { child } of [front, stock, standIns]) await stop(child)
    },
  }
}

/** Starts one file of the shop; settles when it listens. What it prints goes to standard error. */
async function start(file, environment, execArgv = []) {
  const child = fork(join(root, 'examples/shop', file), {
    cwd: root,
    execArgv,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 2, 2, 'ipc'],
  })
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`Cannot start ${file}: it ended with exit code ${code}`)
  })
  const [{ listening }] = await Promise.race([once(child, 'message'), failed])
  failed.catch(() => {})
  return { child, listening }
}

async function accountsOf({ child }) {
  child.send('accounts')
  const [{ accounts }] = await once(child, 'message')
  return accounts
}

async function stop(child) {
  if (child.exitCode !== null) return
  child.kill()
  await once(child, 'exit')
}
