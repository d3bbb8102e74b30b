import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** `node`, its own flags, of which some have a word behind them, and the file. */
const RUNS = /(?:^|\s)node\s+(?:(?:-r|--require|--import|-C|--conditions)\s+\S+\s+|-\S+\s+)*([^\s-]\S*)/

/**
 * The file that the app begins with, as its command or its package.json says: the script "start", else "main";
 * `undefined` when neither does.
 *
 *     ['node', '--require', 'spanray/register', 'app.js'] → '/srv/app.js'
 */
export function entryScript(folder: string, command: readonly string[] = []): string | undefined {
  const file = isOwnScript(command) ? fromPackageJson(folder) : RUNS.exec(nodeAsWord(command))?.[1]
  return file && resolve(folder, file)
}

/** None, or one that runs a script of package.json. */
function isOwnScript([program = 'npm']: readonly string[]): boolean {
  return /^(npm|pnpm|yarn)$/.test(program)
}

/** Whatever path Node is started by. */
function nodeAsWord(command: readonly string[]): string {
  return command
    .map(word => word.replace(/^.*[\\/](?=node(?:\.exe)?$)/, '').replace(/^node\.exe$/, 'node'))
    .join(' ')
}

function fromPackageJson(folder: string): string | undefined {
  try {
    const { main, scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      main?: unknown
      scripts?: Record<string, unknown>
    }
    return RUNS.exec(String(scripts?.start))?.[1] ?? (typeof main === 'string' ? main : undefined)
  } catch {
    return undefined
  }
}
