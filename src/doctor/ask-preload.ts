import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { otherPreloads } from '../setup/index.ts'
import type { Finding, Scene } from './finding.ts'

/** A flag, an import in the code, or Lambda's wrapper. */
const PRELOAD = /spanray\/register/

/** Where a flag has to go. */
const NODE = /(^|\s)node(?=\s)/

/** Does anything load spanray into the app, and does anything else get in before it? */
export function askPreload({ command = [], environment, folder }: Scene): Finding[] {
  const about = 'preload'
  const options = environment.NODE_OPTIONS ?? ''
  const { scripts, text } = readPackageJson(folder)
  const loading = Object.keys(scripts).find(name => PRELOAD.test(String(scripts[name])))
  const place =
    (PRELOAD.test(options) && 'NODE_OPTIONS') ||
    (PRELOAD.test(command.join(' ')) && 'the command') ||
    (loading && `the script ${JSON.stringify(loading)}`)
  const findings: Finding[] = [
    place
      ? { about, verdict: 'ok', says: `spanray/register, by ${place}` }
      : {
          about,
          verdict: 'note',
          says: 'neither NODE_OPTIONS nor a script of package.json loads spanray/register',
          change: `${lineToChange(command, scripts, text)}, unless the app uses xray() in the code`,
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

/** The line as it should be: of the command, else of package.json, else of whatever starts the app. */
function lineToChange(command: readonly string[], scripts: Record<string, unknown>, text: string): string {
  const told = command.join(' ')
  if (NODE.test(told)) return `Start it by ${withPreload(told)}`
  const script = [scripts.start, ...Object.values(scripts)].find(each => NODE.test(String(each)))
  if (script === undefined) return 'Start the app by node --require spanray/register app.js'
  const line = text.split('\n').findIndex(each => each.includes(JSON.stringify(script))) + 1
  return `Write in line ${line} of package.json: ${JSON.stringify(withPreload(String(script)))}`
}

/** `node app.js` → `node --require spanray/register app.js` */
function withPreload(words: string): string {
  return words.replace(NODE, '$1node --require spanray/register')
}

function readPackageJson(folder: string): { text: string; scripts: Record<string, unknown> } {
  try {
    const text = readFileSync(join(folder, 'package.json'), 'utf8')
    const { scripts } = JSON.parse(text) as { scripts?: Record<string, unknown> }
    return { text, scripts: scripts ?? {} }
  } catch {
    return { text: '', scripts: {} }
  }
}
