import { expect, test } from 'vitest'
import { layerFiles } from '../../src/cli/layer-files.ts'
import { writeFunction } from '../fixtures/lambda-layer.ts'
import { projectRoot } from '../fixtures/run-node.ts'

test('the layer has the wrapper, what it loads, and no file that no function runs', () => {
  const files = layerFiles(projectRoot)
  const paths = files.map(({ path }) => path)
  expect(files.filter(({ isExecutable }) => isExecutable).map(({ path }) => path)).toEqual(['spanray'])
  const modules = 'nodejs/node_modules'
  for (const path of [
    `${modules}/spanray/package.json`,
    `${modules}/spanray/dist/register.cjs`,
    `${modules}/spanray/dist/trace-process.cjs`,
    `${modules}/spanray/dist/lambda-handler.mjs`,
    `${modules}/spanray/dist/lambda-handler.cjs`,
    `${modules}/spanray/dist/instrumentations/aws-sdk.cjs`,
    `${modules}/@opentelemetry/api/build/src/index.js`,
    `${modules}/import-in-the-middle/index.js`,
  ])
    expect(paths).toContain(path)
  expect(paths.filter(path => /\.d\.[cm]?ts$|\.map$|dist\/cli|\/esm\//.test(path))).toEqual([])
  expect(new Set(paths).size).toBe(paths.length)
})

test('says what is missing', () => {
  const names = ['spanray.sh', 'register.cjs', 'trace-process.cjs', 'lambda-handler.mjs']
  const files = Object.fromEntries(names.map(name => [`dist/${name}`, '']))
  using folder = writeFunction({
    ...files,
    'package.json': '{}',
    LICENSE: '',
    'dist/THIRD-PARTY-NOTICES.txt': '',
  })
  expect(() => layerFiles(folder.path)).toThrow('@opentelemetry/api is not installed beside spanray')
})
