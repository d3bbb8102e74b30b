import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'rolldown'

/**
 * Rooms of src/ that no door of the package opens, bundled as the build does.
 *
 * @param {string[]} rooms `['receiver', 'document']`
 * @returns {Promise<URL>} of a module with all that they export
 */
export async function bundleRooms(rooms) {
  const dir = mkdtempSync(join(tmpdir(), 'spanray-bench-'))
  const entry = '\0rooms'
  await build({
    input: entry,
    cwd: new URL('..', import.meta.url).pathname,
    platform: 'node',
    transform: { define: { SPANRAY_VERSION: '"0.0.0"' } },
    plugins: [
      {
        name: 'rooms',
        resolveId: id => (id === entry ? id : undefined),
        load: id =>
          id === entry
            ? rooms
                .map(
                  room => `export * from '${new URL(`../src/${room}/index.ts`, import.meta.url).pathname}'`,
                )
                .join('\n')
            : undefined,
      },
    ],
    output: { dir, entryFileNames: 'rooms.mjs', format: 'esm' },
    logLevel: 'silent',
  })
  return pathToFileURL(join(dir, 'rooms.mjs'))
}
