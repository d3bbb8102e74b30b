import { readFileSync } from 'node:fs'
import { INSTRUMENTATIONS } from '../setup/index.ts'
import type { Finding, Scene } from './finding.ts'

/** By these a bundle is known that has lost its comments: texts that minifying leaves as they are. */
const MARKS: Readonly<Record<string, RegExp>> = {
  '@aws-sdk': /x-amz-user-agent/,
  express: /X-Powered-By/,
  ioredis: /Connection is closed\.[\s\S]*maxRetriesPerRequest/,
  mongodb: /MongoServerSelectionError/,
  mysql2: /mysql_native_password/,
  pg: /Cannot use a pool after calling end/,
}

/** Only what a bundler has written is that long. */
const MIN_BYTES = 20_000

/** Is the app one file with its packages in it, where nothing can get in between? */
export function askBundle({ script }: Scene): Finding[] {
  const text = script && readText(script)
  if (!text || text.length < MIN_BYTES) return []
  const inside = packagesIn(text)
  if (inside.length === 0) return []
  return [
    {
      about: 'bundle',
      verdict: 'loss',
      says: `${script} seems to be a bundle with ${inside.join(', ')} in it: what is bundled is not traced`,
      change: `Leave packages out of the bundle (esbuild: --packages=external), or trace them in the code: docs/bundling.md`,
    },
  ]
}

/** What could be traced and is in the file: by the paths in a bundler's comments, or by its own texts. */
function packagesIn(text: string): string[] {
  const named = Array.from(text.matchAll(/node_modules\/((?:@[\w.-]+\/)?[\w.-]+)\//g), ([, name]) => name!)
  const traceable = new Set<string>(Object.values(INSTRUMENTATIONS).flat())
  const found = named.filter(name => traceable.has(name) || name.startsWith('@aws-sdk/'))
  const marked = Object.keys(MARKS).filter(name => MARKS[name]!.test(text))
  return [
    ...new Set([...found.map(name => name.replace(/^@(aws-sdk|smithy)\/.*/, '@aws-sdk')), ...marked]),
  ].sort()
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
