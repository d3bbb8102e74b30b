import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { publint } from 'publint'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import packageJson from '../package.json' with { type: 'json' }

// The package as npm would publish it, installed into an empty project and used as its users do.

const MAX_PACKED_BYTES = 1_130_000

/** What an empty folder holds after `npm install spanray @opentelemetry/api`, as `du` measures it. */
const MAX_INSTALLED_BYTES = 12_000_000
const MAX_INSTALLED_PACKAGES = 15

/** All that the tarball may contain. */
const PACKED = [
  /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|SECURITY\.md)$/,
  // Messages and the README name pages of the manual.
  /^docs\/(?!architecture|benchmarks|seen-in-aws)[\w-]+\.md$/,
  /^dist\/THIRD-PARTY-NOTICES\.txt$/,
  /^dist\/(index|lambda|segment|testing)\.c?js$/,
  /^dist\/((aws-signing|register|trace-process|start|app-api|create-hook|more-detectors|more-propagators|otlp-exporter|create-http-emitter|hide-literals|parse-stack|spans-to-otlp|xray-sampler-setting|lambda-handler|observe)\.cjs|lambda-handler\.mjs|spanray\.sh|cli\.js)$/,
  /^dist\/instrumentations\/[\w.-]+\.cjs$/,
  /^dist\/chunks\/[\w-]+\.c?js$/,
  /^dist\/page\/(index|trace-file)\.html$/,
  /^dist\/page\/assets\/[\w-]+\.(js|css|svg)$/,
  /^dist\/types\/.+\.d\.c?ts$/,
]

const require = createRequire(import.meta.url)
const attw = join(require.resolve('@arethetypeswrong/cli/package.json'), '../dist/index.js')
const tsc = join(require.resolve('typescript/package.json'), '../bin/tsc')

const run = promisify(execFile)
const root = join(import.meta.dirname, '..')
const project = mkdtempSync(join(tmpdir(), 'spanray-package-'))
const children: ChildProcess[] = []
let packed: { filename: string; size: number; unpackedSize: number; files: { path: string }[] }
let tarball: string

beforeAll(async () => {
  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', project]
  packed = JSON.parse((await run('npm', pack, { cwd: root })).stdout)[0]
  tarball = join(project, packed.filename)
  writeFileSync(join(project, 'package.json'), '{ "name": "tiny-app", "private": true }')
  const install = ['install', tarball, '@opentelemetry/api', '--prefer-offline', '--no-audit', '--no-fund']
  await run('npm', install, { cwd: project })
}, 120_000)

afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(project, { recursive: true, force: true })
})

describe('the tarball', () => {
  it('contains what is used, and nothing else', () => {
    const paths = packed.files.map(({ path }) => path)
    expect(paths.filter(path => !PACKED.some(pattern => pattern.test(path)))).toEqual([])
    for (const path of ['LICENSE', 'dist/THIRD-PARTY-NOTICES.txt', 'dist/cli.js', 'docs/lambda.md'])
      expect(paths).toContain(path)
  })

  it(`is smaller than ${MAX_PACKED_BYTES} bytes`, () => {
    const { filename, size, unpackedSize, files } = packed
    console.log(`${filename}: ${size} bytes packed, ${unpackedSize} unpacked, ${files.length} files`)
    expect(size).toBeLessThan(MAX_PACKED_BYTES)
  })

  it('has the licence of each package that is bundled', () => {
    const notices = readFileSync(join(root, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8')
    const bundles = packed.files.filter(({ path }) => path.endsWith('.cjs'))
    const bundled = bundles
      .map(({ path }) => readFileSync(join(root, path), 'utf8'))
      .join('')
      .matchAll(/^\/\/ node_modules\/((@[\w-]+\/)?[\w.-]+)\//gm)
    const names = new Set([...bundled].map(([, name]) => name))
    expect(names).toContain('@opentelemetry/sdk-trace')
    for (const name of names) expect(notices).toMatch(new RegExp(`^${name} \\d.* \\(.+\\)$`, 'm'))
    expect(notices).not.toContain('No licence text')
  })

  it('passes publint', async () => {
    const { buffer } = readFileSync(tarball)
    const { messages } = await publint({ pack: { tarball: buffer }, strict: true })
    // The bundled packages inside of the preload set `exports.__esModule`; the preload itself exports nothing.
    const ours = messages.filter(
      ({ code, path }) => code !== 'CJS_WITH_ESMODULE_DEFAULT_EXPORT' || path[1] !== './register',
    )
    expect(ours).toEqual([])
  })

  it('passes arethetypeswrong', async () => {
    // The preload has no types: it exports nothing.
    const options = ['--profile', 'node16', '--exclude-entrypoints', 'register', '--no-color']
    const { code, stdout } = await run(process.execPath, [attw, tarball, ...options]).catch(error => error)
    expect(code, stdout).toBeUndefined()
  }, 120_000)
})

describe('the lock file', () => {
  it.each([
    ['of a project that uses spanray', () => join(project, 'package-lock.json')],
    ['of spanray itself', () => join(root, 'package-lock.json')],
  ])('%s has no package with an install script', (_, path) => {
    const { packages } = JSON.parse(readFileSync(path(), 'utf8')) as {
      packages: Record<string, { hasInstallScript?: boolean }>
    }
    expect(Object.keys(packages).length).toBeGreaterThan(3)
    expect(Object.keys(packages).filter(name => packages[name]?.hasInstallScript)).toEqual([])
  })

  it('of spanray itself is one that npm ci takes', async () => {
    const { code, stderr } = await run('npm', ['ci', '--dry-run'], { cwd: root }).catch(error => error)
    expect(code, `${stderr}Does node tools/complete-lock.mjs help?`).toBeUndefined()
  })
})

describe('an installed spanray', () => {
  it(`comes to ${MAX_INSTALLED_BYTES} bytes and ${MAX_INSTALLED_PACKAGES} packages at most`, () => {
    const modules = join(project, 'node_modules')
    const files = readdirSync(modules, { recursive: true, encoding: 'utf8' }).map(name => join(modules, name))
    const blocks = files.map(file => statSync(file).blocks)
    const bytes = 512 * blocks.reduce((sum, each) => sum + each, 0)
    const lock = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8'))
    const count = Object.keys(lock.packages).length
    console.log(`${bytes} bytes in ${count} packages and ${files.length} files are installed`)
    expect(bytes).toBeLessThanOrEqual(MAX_INSTALLED_BYTES)
    expect(count).toBeLessThanOrEqual(MAX_INSTALLED_PACKAGES)
  })

  it('spanray/testing is there for tests that have no import(), such as those of Jest', async () => {
    // A script of its own has none.
    const script = `
      const path = ${JSON.stringify(join(project, 'node_modules/spanray/dist/testing.cjs'))}
      const { createRequire, Module } = require('node:module')
      const wrapper = Module.wrap(require('node:fs').readFileSync(path, 'utf8'))
      const door = { exports: {} }
      new (require('node:vm').Script)(wrapper).runInThisContext()(door.exports, createRequire(path), door, path)
      door.exports.startLocalXRay().then(async xray => {
        console.log(await xray.traces())
        await xray.close()
      })`
    const { stdout } = await run(process.execPath, ['-e', script], { cwd: project })
    expect(stdout).toBe('[]\n')
  })

  it.each(['spanray', 'spanray/segment'])('%s is one instance for require and import', async door => {
    const script = `import('${door}').then(imported => console.log(imported[name] === require('${door}')[name]))`
    const name = door === 'spanray' ? 'XRaySpanExporter' : 'spansToDocuments'
    expect(await evaluate(`const name = '${name}'; ${script}`)).toBe('true\n')
  })

  it.each(['spanray', 'spanray/segment'])('%s can be required where Node cannot require ESM', async door => {
    const names = Object.keys(
      await import(join(root, door === 'spanray' ? 'dist/index.js' : 'dist/segment.js')),
    )
    const script = `console.log(Object.keys(require('${door}')).sort().join())`
    expect(await evaluate(script, '--no-experimental-require-module')).toBe(`${names.sort().join()}\n`)
  })

  it('npx spanray --version prints the version', async () => {
    const { stdout } = await run('npx', ['--no-install', 'spanray', '--version'], { cwd: project })
    expect(stdout).toBe(`${packageJson.version}\n`)
  })

  it.each(['app.mts', 'app.cts'])('has types that a strict compiler takes: %s', async file => {
    writeFileSync(join(project, file), TYPED_APP)
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--types', '']
    const checks = ['--skipLibCheck', 'false', '--noUncheckedSideEffectImports']
    // What the compiler has to say is on standard output.
    const said = await run(process.execPath, [tsc, ...options, ...checks, file], { cwd: project }).catch(
      error => error,
    )
    expect(said.stdout).toBe('')
  })

  it.each([
    ['--require', 'app.cjs', `const { createServer } = require('node:http')`],
    ['--import', 'app.cjs', `const { createServer } = require('node:http')`],
    ['--import', 'app.mjs', `import { createServer } from 'node:http'`],
  ])('node %s spanray/register %s answers as ever and sends a segment', async (flag, file, head) => {
    writeFileSync(join(project, file), `${head}\n${TINY_APP}`)
    const daemon = createSocket('udp4').bind(0, '127.0.0.1')
    await once(daemon, 'listening')
    const datagrams: string[] = []
    daemon.on('message', datagram => datagrams.push(String(datagram)))
    const environment = {
      AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${daemon.address().port}`,
      OTEL_TRACES_SAMPLER: 'always_on',
    }

    const untraced = await startApp([file], environment)
    const traced = await startApp([flag, 'spanray/register', file], environment)
    const answer = await rawAnswer(traced.port)
    expect(answer).toBe(await rawAnswer(untraced.port))
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\nhello \/orders\?id=7\n$/)

    await vi.waitUntil(() => datagrams.length > 0, { timeout: 10_000 })
    daemon.close()
    const [header, document] = datagrams.join('').split('\n')
    expect(JSON.parse(header ?? '')).toEqual({ format: 'json', version: 1 })
    expect(JSON.parse(document ?? '')).toMatchObject({
      name: 'tiny-app',
      http: { request: { method: 'GET' }, response: { status: 200 } },
    })
    expect(traced.errors()).toBe('')
  })
})

const TINY_APP = `
const server = createServer((request, response) => {
  response.sendDate = false
  response.end('hello ' + request.url + '\\n')
})
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
`

const TYPED_APP = `
import 'spanray/register'
import {
  annotate,
  captureAsync,
  captureAWSv3Client,
  metadata,
  setUser,
  traceAwsClient,
  traceSql,
  type XRayConfig,
  XRayIdGenerator,
  type XRayOptions,
  XRayPropagator,
  XRaySpanExporter,
  XRaySpanProcessor,
  xray,
  xrayTraceId,
} from 'spanray'
import { type EndedSpan, spansToDocuments } from 'spanray/segment'

export const convert = (spans: EndedSpan[]): string[] => spansToDocuments(spans).documents.map(({ text }) => text)
export const processor = new XRaySpanProcessor(new XRaySpanExporter({ endpoint: 'udp://127.0.0.1:2000' }))
export const parts = [new XRayPropagator(), new XRayIdGenerator()]
const options: XRayOptions = { serviceName: undefined, sampler: 0.5, propagators: ['xray'], urlQuery: 'strip' }
export const config: XRayConfig = xray(options)
annotate('tier', 'gold')
metadata('cart', { items: 3 }, 'shop')
setUser('ann')
export const id: string | undefined = xrayTraceId()
export const price: Promise<number> = captureAsync('price', async span => span.isRecording() ? 7 : 8)
const client = { config: {}, middlewareStack: { use(plugin: { applyToStack: () => void }) {} }, send: () => 7 }
export const sent: number = traceAwsClient(captureAWSv3Client(client)).send()
export const pool: { end(): void } = traceSql({ end() {} })
// @ts-expect-error: annotations are text, numbers and booleans
annotate('tier', {})
// @ts-expect-error: no client of the AWS SDK v3
traceAwsClient({ send() {} })
// @ts-expect-error: an endpoint is text
new XRaySpanExporter({ endpoint: 2000 })
`

/** What a script in the project prints. */
async function evaluate(script: string, ...flags: string[]): Promise<string> {
  return (await run(process.execPath, [...flags, '--eval', script], { cwd: project })).stdout
}

/** Starts an app of the project in a bare environment; comes back when it listens. */
async function startApp(args: string[], environment: Record<string, string>) {
  const child = spawn(process.execPath, args, {
    cwd: project,
    env: { PATH: process.env.PATH, ...environment },
  })
  children.push(child)
  let errors = ''
  child.stderr.on('data', chunk => {
    errors += chunk
  })
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`The app ends at once: ${errors}`)))
  const [line] = await Promise.race([once(child.stdout, 'data'), ended])
  return { port: Number(line), errors: () => errors }
}

/** The answer to one request, byte for byte. */
function rawAnswer(port: number): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.write('GET /orders?id=7 HTTP/1.1\r\nHost: tiny.example\r\nConnection: close\r\n\r\n')
  return text(socket)
}
