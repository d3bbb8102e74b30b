import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const cache = join(root, 'node_modules/.cache/start-up')

/** By their name in the table: what is installed, and what is preloaded. */
const CONTENDERS = {
  'bare Node': { packages: [] },
  spanray: { packages: ['@opentelemetry/api@1.9.1'], preload: 'spanray/register' },
  'aws-xray-sdk 3.12': { packages: ['aws-xray-sdk@3.12.0'], preload: 'aws-xray-sdk' },
  'ADOT 0.13': {
    packages: ['@opentelemetry/api@1.9.1', '@aws/aws-distro-opentelemetry-node-autoinstrumentation@0.13.0'],
    preload: '@aws/aws-distro-opentelemetry-node-autoinstrumentation/register',
  },
  'auto-instrumentations-node 0.82': {
    packages: ['@opentelemetry/api@1.10.0', '@opentelemetry/auto-instrumentations-node@0.82.0'],
    preload: '@opentelemetry/auto-instrumentations-node/register',
  },
}

/**
 * Installs each contender beside Express in a folder of its own, once.
 *
 * @returns {{ name: string, folder: string, flags: string[] }[]}
 */
export function installContenders() {
  return Object.entries(CONTENDERS).map(([name, { packages, preload }], index) => {
    const folder = join(cache, String(index))
    if (!existsSync(join(folder, 'node_modules/express'))) install(folder, packages)
    for (const file of ['app.cjs', 'tell.cjs']) cpSync(join(root, 'bench/start-up', file), join(folder, file))
    return { name, folder, flags: preload ? ['--require', preload] : [] }
  })
}

function install(folder, packages) {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "name": "start-up", "private": true }')
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder]
  execFileSync('npm', ['install', ...options, 'express@5', ...packages], { stdio: 'inherit' })
  symlinkSync(root, join(folder, 'node_modules/spanray'), 'dir')
}
