import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { otherPreloads } from '../setup/index.ts'
import type { Finding, Scene } from './finding.ts'

/** A flag, an import in the code, or Lambda's wrapper. */
const PRELOAD = /spanray\/register/

/** Does anything load spanray into the app, and does anything else get in before it? */
export function askPreload({ environment, folder }: Scene): Finding[] {
  const about = 'preload'
  const options = environment.NODE_OPTIONS ?? ''
  const place = PRELOAD.test(options) ? 'NODE_OPTIONS' : scriptThat(folder)
  const findings: Finding[] = [
    place
      ? { about, verdict: 'ok', says: `spanray/register, by ${place}` }
      : {
          about,
          verdict: 'note',
          says: 'neither NODE_OPTIONS nor a script of package.json loads spanray/register',
          change:
            'Start the app by node --require spanray/register app.js, unless it uses xray() in the code',
        },
  ]
  const others = otherPreloads(options.split(/\s+/))
  if (others.length > 0)
    findings.push({
      about,
      verdict: 'note',
      says: `NODE_OPTIONS loads ${others.join(', ')} too; if that traces, whoever is first gets the spans`,
    })
  return findings
}

/** The script of package.json that loads it: `the script "start"`. */
function scriptThat(folder: string): string | undefined {
  try {
    const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      scripts?: Record<string, unknown>
    }
    const name = Object.keys(scripts ?? {}).find(each => PRELOAD.test(String(scripts?.[each])))
    return name && `the script ${JSON.stringify(name)}`
  } catch {
    return undefined
  }
}
