import { join } from 'node:path'
import { expect, test } from 'vitest'
import { appWithApis, type Minor } from '../fixtures/app-with-apis.ts'
import { projectRoot } from '../fixtures/run-node.ts'
import { runTraced } from '../fixtures/run-traced.ts'

const COPIES: [own: Minor, library: Minor][] = [
  ['1.9', 'none'],
  ['1.10', 'none'],
  ['1.10', '1.9'],
  ['1.9', '1.10'],
  ['none', '1.9'],
  ['none', '1.10'],
]

for (const extension of ['cjs', 'mjs'] as const) {
  test.each(COPIES)(
    `spans of every copy of the API are sent: app %s, library %s, ${extension}`,
    async (own, library) => {
      using app = appWithApis(own, library, extension)
      const register = join(projectRoot, 'dist/register.cjs')
      const { stderr, stdout, documents } = await runTraced(
        ['--require', register, app.script],
        {},
        app.folder,
      )
      expect(stderr).toBe('')
      expect(JSON.parse(stdout)).toEqual({
        own: own === 'none' ? null : true,
        library: library === 'none' ? null : true,
      })
      expect(documents).toHaveLength([own, library].filter(minor => minor !== 'none').length)
    },
  )
}
