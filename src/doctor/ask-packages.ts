import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { INSTRUMENTATIONS, instrumentationSetting } from '../setup/index.ts'
import type { Finding, Scene } from './finding.ts'
import { OTHER_TRACERS } from './other-tracers.ts'

/** Which of the app's packages are traced, which are not and why, and does anything else trace it? */
export function askPackages({ environment, folder }: Scene): Finding[] {
  const warnings: string[] = []
  const active: readonly string[] = instrumentationSetting(environment, text => warnings.push(text))
  const traced: string[] = []
  const off: string[] = []
  for (const [name, packages] of Object.entries(INSTRUMENTATIONS)) {
    if (packages.some(each => isInstalled(folder, each))) (active.includes(name) ? traced : off).push(name)
  }
  const basics = ['http', 'undici'].filter(name => active.includes(name))
  const findings: Finding[] = [
    {
      about: 'instrumentations',
      verdict: 'ok',
      says: `${[...basics, ...traced].join(', ') || 'none'} are traced`,
    },
  ]
  const isChosen =
    environment.OTEL_NODE_ENABLED_INSTRUMENTATIONS || environment.OTEL_NODE_DISABLED_INSTRUMENTATIONS
  if (off.length > 0)
    findings.push(
      isChosen
        ? {
            about: 'instrumentations',
            verdict: 'note',
            says: `installed, and turned off: ${off.join(', ')}`,
            change:
              'OTEL_NODE_ENABLED_INSTRUMENTATIONS and OTEL_NODE_DISABLED_INSTRUMENTATIONS say which are on',
          }
        : {
            about: 'instrumentations',
            verdict: 'ok',
            says: `installed, and off by default: ${off.join(', ')}`,
          },
    )
  for (const says of warnings) findings.push({ about: 'instrumentations', verdict: 'loss', says })
  for (const [name, effect] of Object.entries(OTHER_TRACERS)) {
    if (isInstalled(folder, name))
      findings.push({ about: 'other tracers', verdict: 'note', says: `${name} ${effect}` })
  }
  return findings
}

/** Where Node finds it for the app: in its folder, or above, as in a workspace. */
function isInstalled(folder: string, name: string): boolean {
  if (existsSync(join(folder, 'node_modules', name, 'package.json'))) return true
  return dirname(folder) !== folder && isInstalled(dirname(folder), name)
}
