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
  // Most have the same text to the letter: it stands once, under the names of all.
  const namesByLicence = new Map()
  for (const [folder, { name, version, license }] of packages) {
    const text = licenceOf(folder, license, root)
    namesByLicence.set(text, [...(namesByLicence.get(text) ?? []), `${name} ${version} (${license})`])
  }
  const notices = [...namesByLicence].map(([text, names]) => `${names.sort().join('\n')}\n\n${text}`)
  writeFileSync(
    join(root, 'dist/THIRD-PARTY-NOTICES.txt'),
    ['spanray contains code of these packages.', ...notices.sort()].join(`\n\n${'-'.repeat(80)}\n\n`),
  )
}

/** Some of AWS's packages name their licence, which is ours too, and leave out its text. */
function licenceOf(folder, license, root) {
  const findIn = place => readdirSync(place).find(name => /^licen[cs]e/i.test(name))
  const place = findIn(folder) || license !== 'Apache-2.0' ? folder : root
  const file = findIn(place)
  return file ? readFileSync(join(place, file), 'utf8').trim() : 'No licence text in the package.'
}
