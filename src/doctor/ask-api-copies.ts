import type { Finding, Scene } from './finding.ts'
import { installedPackages } from './installed-packages.ts'

/** Which copies of OpenTelemetry's API does the app have, and do they see each other? */
export function askApiCopies({ folder }: Scene): Finding[] {
  const about = '@opentelemetry/api'
  const copies = installedPackages(folder, '@opentelemetry/api')
  const list = copies.map(({ version, path }) => `${version} at ${path}`).join(', ')
  if (copies.length === 0)
    return [{ about, verdict: 'ok', says: 'not installed; the preload brings what it needs' }]
  const foreign = copies.find(({ version }) => !/^1\./.test(version))
  if (foreign)
    return [
      {
        about,
        verdict: 'loss',
        says: `${list}: only copies of version 1 see each other`,
        change: `Update what depends on ${foreign.version}: npm explain @opentelemetry/api`,
      },
    ]
  if (copies.length === 1) return [{ about, verdict: 'ok', says: list }]
  return [
    {
      about,
      verdict: 'note',
      says: `${copies.length} copies: ${list}. The preload gets the spans of all`,
      change: 'npm dedupe leaves one',
    },
  ]
}
