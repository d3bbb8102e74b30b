// [FOLDER] Completes package-lock.json after an `npm install` whose registry lacks the binaries of other platforms: npm leaves
// such optional packages out of the lock file, and `npm ci` then refuses it everywhere. Prints what it adds.
import { readFileSync, writeFileSync } from 'node:fs'

const file = new URL(`../${process.argv[2] ?? '.'}/package-lock.json`, import.meta.url)
const lock = JSON.parse(readFileSync(file, 'utf8'))

for (const [path, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const found = nearest(path, name)
    // A range is npm's to resolve; platforms' binaries are always pinned.
    if (lock.packages[found]?.version === version || !/^\d+\.\d+\.\d+$/.test(version)) continue
    const place = found ? `${path}/node_modules/${name}` : `node_modules/${name}`
    lock.packages[place] = { version, ...(dev && { dev }), optional: true, ...platformOf(name) }
    process.stdout.write(`${place} ${version}\n`)
  }
}

lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)

/** The place where Node would find a package from another's folder, if it is in the lock file. */
function nearest(path, name) {
  for (let folder = path; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('node_modules/') - 1, 0))) {
    const place = `${folder}${folder && '/'}node_modules/${name}`
    if (place in lock.packages) return place
    if (folder === '') return undefined
  }
}

/** '@rolldown/binding-linux-arm64-musl' → { os: ['linux'], cpu: ['arm64'], libc: ['musl'] } */
function platformOf(name) {
  const os = /\b(android|darwin|freebsd|linux|openharmony|win32)\b/.exec(name)?.[1]
  const cpu = /\b(arm64|arm|ia32|ppc64|riscv64|s390x|wasm32|x64)\b/.exec(name)?.[1]
  const libc = os === 'linux' && /gnu|musl/.exec(name)?.[0]
  return {
    ...(os && { os: [os] }),
    ...(cpu && { cpu: [cpu] }),
    ...(libc && { libc: [libc === 'gnu' ? 'glibc' : libc] }),
  }
}
