import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { INSTRUMENTATIONS } from '../../src/setup/instrumentation-table.ts'
import { instrumentedModules } from '../fixtures/instrumented-versions.ts'
import { projectRoot } from '../fixtures/run-node.ts'

const files = readdirSync(join(projectRoot, 'src/setup/instrumentations')).map(file =>
  file.replace('.ts', ''),
)

/** The instrumentations of docs/support.md, each with its cell of modules. */
const rows = new Map(
  [
    ...readFileSync(join(projectRoot, 'docs/support.md'), 'utf8').matchAll(/^\| `([\w.-]+)` \| (.*?) \|/gm),
  ].map(([, name = '', modules = '']) => [name, modules]),
)

test('the table has each instrumentation that has a file, and the two that are there from the start', () => {
  expect(Object.keys(INSTRUMENTATIONS)).toEqual([...files, 'http', 'undici'].sort())
})

test('docs/support.md has the same', () => {
  expect([...rows.keys()].sort()).toEqual(Object.keys(INSTRUMENTATIONS))
})

test.each(Object.entries(INSTRUMENTATIONS))(
  '%s changes %j, in the versions that docs/support.md has',
  async (name, modules) => {
    const changed = await instrumentedModules(name)
    // Fastify and undici tell of themselves through channels, Prisma asks.
    if (changed.length > 0) expect(changed.map(module => module.name).sort()).toEqual([...modules].sort())
    for (const { name: module, versions } of changed) {
      const range = versions.includes('*') ? '' : ` ${versions.join(', ')}`
      expect(rows.get(name)).toContain(`\`${module}\`${range}`)
    }
  },
)
