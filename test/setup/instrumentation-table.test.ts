import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http'
import { expect, test } from 'vitest'
import { INSTRUMENTATIONS } from '../../src/setup/instrumentation-table.ts'
import { projectRoot } from '../fixtures/run-node.ts'

/** What an instrumentation keeps of the modules that it changes; of one that is made of several, in each of them. */
interface Inside {
  _modules?: { name: string }[]
  instrumentationV2_V3?: Inside
  instrumentationV4_V5?: Inside
}

const modulesOf = (inside: Inside | undefined): string[] =>
  inside
    ? [inside, inside.instrumentationV2_V3, inside.instrumentationV4_V5].flatMap(
        each => each?._modules?.map(({ name }) => name) ?? [],
      )
    : []

const files = readdirSync(join(projectRoot, 'src/setup/instrumentations')).map(file =>
  file.replace('.ts', ''),
)

test('the table has each instrumentation that has a file, and the two that are there from the start', () => {
  expect(Object.keys(INSTRUMENTATIONS)).toEqual([...files, 'http', 'undici'].sort())
})

test.each(files)('the table has the modules that %s changes', async name => {
  const { Instrumentation } = await import(`../../src/setup/instrumentations/${name}.ts`)
  const instrumentation = new Instrumentation({ enabled: false })
  const modules: readonly string[] = INSTRUMENTATIONS[name as keyof typeof INSTRUMENTATIONS]
  const changed = modulesOf(instrumentation)
  // Fastify tells of each app through a channel of its own.
  expect([...new Set(changed.length > 0 ? changed : ['fastify'])].sort()).toEqual([...modules].sort())
})

test('the table has the modules that http changes', () => {
  const instrumentation = new HttpInstrumentation({ enabled: false })
  expect(modulesOf(instrumentation as unknown as Inside).sort()).toEqual(INSTRUMENTATIONS.http)
})
