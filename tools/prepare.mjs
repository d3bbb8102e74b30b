// Makes a fresh clone ready: installs what is missing and builds what is older than its source. Quick when nothing is.
// With --tests, what only tests need as well: OpenTelemetry's SDK in the lines that users have.
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

if (modified('node_modules/.package-lock.json') < modified('package-lock.json')) {
  run('Installing packages', 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
}
if (process.argv.includes('--tests')) {
  installFixture('otel-2')
  installFixture('otel-3')
}
if (modified('dist/types/index.d.cts') < newest('src', 'tools', 'package.json')) {
  run('Building spanray', process.execPath, [join(root, 'tools/build.mjs')])
}

/**
 * Installs test/fixtures/<name>/package.json apart from our own packages, into node_modules/.cache/<name>: what it asks
 * for may contradict ours, or bring install scripts, which are not run.
 */
function installFixture(name) {
  const folder = join('node_modules/.cache', name)
  const lock = join('test/fixtures', name, 'package-lock.json')
  if (modified(join(folder, 'node_modules/.package-lock.json')) >= modified(lock)) return
  mkdirSync(join(root, folder), { recursive: true })
  for (const file of ['package.json', 'package-lock.json'])
    copyFileSync(join(root, 'test/fixtures', name, file), join(root, folder, file))
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  run(`Installing ${name}`, 'npm', ['ci', ...options, '--prefix', join(root, folder)])
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
