import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Writes the licences of the packages whose code is in the bundles to dist/THIRD-PARTY-NOTICES.txt. */
export function writeNotices(root, chunks) {
  const packages = new Map()
  for (const moduleId of chunks.flatMap(chunk => chunk.moduleIds ?? [])) {
    const folder = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(moduleId)?.[1]
    if (folder && existsSync(join(folder, 'package.json')))
      packages.set(folder, JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')))
  }
  const notices = [...packages].map(
    ([folder, { name, version, license }]) => `${name} ${version} (${license})\n\n${licenceOf(folder)}`,
  )
  writeFileSync(
    join(root, 'dist/THIRD-PARTY-NOTICES.txt'),
    ['spanray contains code of these packages.', ...notices.sort()].join(`\n\n${'-'.repeat(80)}\n\n`),
  )
}

function licenceOf(folder) {
  const file = readdirSync(folder).find(name => /^licen[cs]e/i.test(name))
  return file ? readFileSync(join(folder, file), 'utf8').trim() : 'No licence text in the package.'
}
