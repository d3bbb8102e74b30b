import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Site, SiteFile } from '../receiver/index.ts'

const TYPES: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

/** Where the build puts files that have a hash in their name. */
const HASHED = 'assets/'

/** Reads the page that the build made, all of it, or comes back with `undefined` when there is none in this folder. */
export function readSite(folder: string): Site | undefined {
  const files = new Map<string, SiteFile>()
  for (const name of namesBelow(folder)) {
    const type = TYPES[name.slice(name.lastIndexOf('.') + 1)]
    if (!type) continue
    const body = readFileSync(join(folder, name))
    files.set(`/${name}`, { type, body, isImmutable: name.startsWith(HASHED) })
  }
  const start = files.get('/index.html')
  return start && { files, start }
}

/** The files below a folder, as they stand in a URL: `assets/index.js`. */
function namesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(name => name.replaceAll('\\', '/'))
  } catch {
    return []
  }
}
