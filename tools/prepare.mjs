// Makes a fresh clone ready: installs what is missing and builds what is older than its source. Quick when nothing is.
// With --tests, what only tests need as well: OpenTelemetry's SDK in the lines that users have, the frameworks of the
// examples, bundlers, what we instrument, and AWS's UDP exporter.
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

if (modified('node_modules/.package-lock.json') < modified('package-lock.json')) {
  run('Installing packages', 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
}
if (process.argv.includes('--tests')) {
  for (const folder of ['otel-2', 'otel-3', 'bundlers', 'instrumented', 'instrumented-before', 'adot'])
    installApart(`test/fixtures/${folder}`)
  installApart('examples/frameworks')
}
if (modified('dist/types/index.d.cts') < newest('src', 'tools', 'package.json')) {
  run('Building spanray', process.execPath, [join(root, 'tools/build.mjs')])
}

/**
 * Installs what this folder's package.json asks for apart from our own packages, into node_modules/.cache/<its name>: it
 * may contradict ours, or bring install scripts, which are not run.
 */
function installApart(folder) {
  const name = basename(folder)
  const cache = join('node_modules/.cache', name)
  if (modified(join(cache, 'node_modules/.package-lock.json')) >= modified(join(folder, 'package-lock.json')))
    return
  mkdirSync(join(root, cache), { recursive: true })
  for (const file of ['package.json', 'package-lock.json'])
    copyFileSync(join(root, folder, file), join(root, cache, file))
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  run(`Installing ${name}`, 'npm', ['ci', ...options, '--prefix', join(root, cache)])
}

/** Milliseconds of the file's last change; 0 when it is not there. */
function modified(path) {
  const file = join(root, path)
  return existsSync(file) ? statSync(file).mtimeMs : 0
}

function newest(...paths) {
  return Math.max(
    ...paths.flatMap(path => {
      const file = join(root, path)
      if (!statSync(file).isDirectory()) return statSync(file).mtimeMs
      return readdirSync(file, { recursive: true }).map(name => statSync(join(file, name)).mtimeMs)
    }),
  )
}

/** Runs a step, its own progress on standard error, and ends here when it fails. */
function run(title, command, args) {
  const start = Date.now()
  process.stderr.write(`${title} …\n`)
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] })
  if (status !== 0) {
    process.stderr.write(`${title} failed${error ? `: ${error.message}` : ''}\n`)
    process.exit(1)
  }
  process.stderr.write(`${title}: done in ${((Date.now() - start) / 1000).toFixed(1)} s\n`)
}
