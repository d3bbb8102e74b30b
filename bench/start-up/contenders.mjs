import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installApart } from '../install-apart.mjs'

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
  return Object.entries(CONTENDERS).map(([name, { packages, preload }]) => {
    const folder = installApart(name.replaceAll(' ', '-'), packages)
    for (const file of ['app.cjs', 'tell.cjs']) {
      cpSync(fileURLToPath(new URL(file, import.meta.url)), join(folder, file))
    }
    return { name, folder, flags: preload ? ['--require', preload] : [] }
  })
}
