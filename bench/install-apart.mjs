import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const cache = join(root, 'node_modules/.cache/bench')

/**
 * A folder with these packages, Express and this package, installed once: contenders would disturb each other, and us.
 *
 * @param {string} name of the folder
 * @param {readonly string[]} packages with their versions
 */
export function installApart(name, packages) {
  const folder = join(cache, name)
  if (existsSync(join(folder, 'node_modules/spanray'))) return folder
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "name": "bench", "private": true }')
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder]
  execFileSync('npm', ['install', ...options, 'express@5', ...packages], { stdio: 'inherit' })
  symlinkSync(root, join(folder, 'node_modules/spanray'), 'dir')
  return folder
}
