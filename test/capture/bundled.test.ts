import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build as rolldown } from 'rolldown'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Segment } from '../../src/document/index.ts'
import { hasMariadb, startMariadb } from '../fixtures/mariadb-server.ts'
import { hasPostgres, startPostgres } from '../fixtures/postgres-server.ts'
import { projectRoot, runNode } from '../fixtures/run-node.ts'
import type { ServerProcess } from '../fixtures/server-process.ts'
import { listenUdp } from '../fixtures/udp-listener.ts'

// An app in one file, in an empty folder: what traces it there is traceAwsClient() and traceSql().

const entry = join(projectRoot, 'test/fixtures/apps/in-code/bundled.mjs')
/** pg asks for it, and does without. */
const NATIVE = 'pg-native'
const bundlers = join(projectRoot, 'node_modules/.cache/bundlers')
const requireBundler = createRequire(join(bundlers, 'package.json'))

/** Each gives back what it complains of. */
const bundle: Record<string, (outfile: string) => Promise<unknown[]>> = {
  async 'rolldown.mjs'(outfile) {
    const said: unknown[] = []
    const onLog = (_: unknown, { message }: { message: string }) => void said.push(message)
    const output = { file: outfile, format: 'esm', codeSplitting: false } as const
    await rolldown({ cwd: projectRoot, input: entry, platform: 'node', external: [NATIVE], output, onLog })
    return said.filter(message => /spanray/.test(`${message}`))
  },
  async 'esbuild.cjs'(outfile) {
    const { build } = requireBundler('esbuild')
    const options = { bundle: true, platform: 'node', external: [NATIVE], logLevel: 'silent' }
    const { warnings } = await build({
      ...options,
      absWorkingDir: projectRoot,
      entryPoints: [entry],
      outfile,
    })
    return warnings
  },
  async 'webpack.cjs'(outfile) {
    const webpack = requireBundler('webpack')
    const output = { path: join(outfile, '..'), filename: 'webpack.cjs', asyncChunks: false }
    const externals = { [NATIVE]: `commonjs ${NATIVE}` }
    const options = { context: projectRoot, entry, mode: 'none', target: 'node20', externals, output }
    return new Promise((resolve, reject) =>
      webpack(options, (error: unknown, stats: { compilation: { errors: []; warnings: [] } }) =>
        error ? reject(error) : resolve([...stats.compilation.errors, ...stats.compilation.warnings]),
      ),
    )
  },
}

describe('an app bundled into one file', () => {
  const isReady = hasPostgres && hasMariadb && existsSync(bundlers)
  beforeEach(({ skip }) => skip(!isReady, 'PostgreSQL, MariaDB or the bundlers are not installed'))

  const folder = mkdtempSync(join(tmpdir(), 'spanray-bundled-'))
  const dynamodb = createServer((request, response) => {
    request.resume().on('end', () => response.end('{"Item":{"id":{"S":"7"}}}'))
  })
  let postgres: ServerProcess
  let mariadb: ServerProcess
  beforeAll(async () => {
    if (!isReady) return
    await once(dynamodb.listen(0, '127.0.0.1'), 'listening')
    ;[postgres, mariadb] = await Promise.all([startPostgres(), startMariadb()])
  }, 240_000)
  afterAll(async () => {
    dynamodb.closeAllConnections()
    dynamodb.close()
    rmSync(folder, { recursive: true, force: true })
    await postgres?.[Symbol.asyncDispose]()
    await mariadb?.[Symbol.asyncDispose]()
  })

  it.each(Object.keys(bundle))(
    'has its calls traced: %s',
    async file => {
      const outfile = join(folder, file)
      expect(await bundle[file]!(outfile)).toEqual([])
      await using daemon = await listenUdp()
      const environment = {
        AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${daemon.port}`,
        DYNAMODB: `http://127.0.0.1:${(dynamodb.address() as AddressInfo).port}`,
        MARIADB_PORT: `${mariadb.port}`,
        NODE_NO_WARNINGS: '1',
        POSTGRES_PORT: `${postgres.port}`,
      }
      const { code, stderr, stdout } = await runNode([outfile], environment, folder)
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(JSON.parse(stdout)).toEqual([{ id: { S: '7' } }, [{ one: 1 }], [{ two: 2 }]])
      const documents: Segment[] = daemon.datagrams.map(text =>
        JSON.parse(text.slice(text.indexOf('\n') + 1)),
      )
      expect(documents).toHaveLength(1)
      expect(documents[0]?.subsegments).toMatchObject([
        {
          name: 'DynamoDB',
          aws: { operation: 'GetItem', table_name: 'carts' },
          http: { response: { status: 200 } },
        },
        { name: 'postgres@127.0.0.1', sql: { sanitized_query: 'SELECT ? AS one' } },
        { sql: { sanitized_query: 'SELECT ? AS two', database_type: 'mysql' } },
      ])
    },
    240_000,
  )
})
