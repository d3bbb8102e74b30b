import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { zipArchive } from '../../src/cli/zip-archive.ts'
import { writeFunction } from '../fixtures/lambda-layer.ts'

const READ = `import json, sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
print(json.dumps([[i.filename, archive.read(i).hex(), oct(i.external_attr >> 16)] for i in archive.infolist()]))`

test('zipArchive() makes what another program reads', () => {
  using folder = writeFunction({})
  const entry = fc.record({
    path: fc.stringMatching(/^[a-zü]{1,8}(\/[a-z]{1,8}){0,2}$/),
    bytes: fc.uint8Array({ maxLength: 300 }),
    isExecutable: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.uniqueArray(entry, { selector: ({ path }) => path, maxLength: 8 }), entries => {
      const file = join(folder.path, 'a.zip')
      writeFileSync(file, zipArchive(entries))
      const read = JSON.parse(execFileSync('python3', ['-c', READ, file], { encoding: 'utf8' }))
      expect(read).toEqual(
        entries.map(({ bytes, isExecutable, path }) => [
          path,
          Buffer.from(bytes).toString('hex'),
          isExecutable ? '0o100755' : '0o100644',
        ]),
      )
    }),
    { numRuns: 10 },
  )
}, 60_000)
