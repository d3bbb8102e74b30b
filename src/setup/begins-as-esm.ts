import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { nearestPackage } from './nearest-package.ts'

/** A line of an ES module that no script in CommonJS has. */
const ESM_LINE = /^(import\s*[\w*{'"]|export\s*[\w*{])/m

/** Whether the app begins with an ES module: by its name, its package.json or, as Node does it, its syntax. */
export function beginsAsEsm(script: string | undefined): boolean {
  const extension = script && extname(script)
  if (!extension || /^\.c[jt]s$/.test(extension)) return false
  if (/^\.m[jt]s$/.test(extension)) return true
  const { type } = nearestPackage(script) ?? {}
  if (type === 'module' || type === 'commonjs') return type === 'module'
  return extension === '.js' && ESM_LINE.test(readText(script))
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
