import { readFileSync } from 'node:fs'
import type { Finding, Scene } from './finding.ts'

/** Packages that are often bundled into an app, by a path in a bundler's comments, or a text that minifying leaves as it is. */
const MARKS: Readonly<Record<string, RegExp>> = {
  '@aws-sdk/*': /node_modules\/@(aws-sdk|smithy)\/|x-amz-user-agent/,
  express: /node_modules\/express\/|X-Powered-By/,
  pg: /node_modules\/pg\/|Cannot use a pool after calling end/,
}

/** Only what a bundler has written is that long. */
const MIN_BYTES = 20_000

/** Is the app one file with its packages in it, where nothing can get in between? */
export function askBundle({ script }: Scene): Finding[] {
  const text = script && readText(script)
  if (!text || text.length < MIN_BYTES) return []
  const inside = Object.keys(MARKS).filter(name => MARKS[name]!.test(text))
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

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
