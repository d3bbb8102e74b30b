// Builds dist/: the doors as ESM and CJS, the preload as one CJS file, the command line, the page, and the types.
import { execFileSync } from 'node:child_process'
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'rolldown'
import { esmExternalRequirePlugin } from 'rolldown/plugins'
import { buildPage } from './build-page.mjs'
import { preloadBundle, readLate, sdkBundle } from './preload-bundle.mjs'
import { writeNotices } from './write-notices.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const { version } = createRequire(import.meta.url)('../package.json')

/** What stays outside of the library: there must be one in a process, the app's own. */
const external = ['@opentelemetry/api']

/** AWS's libraries for signing, which few processes need: one file for all doors, which each reads by `import()`. */
const awsSigning = {
  name: 'aws-signing',
  resolveId: source =>
    source === './aws-signing.ts' ? { id: './aws-signing.cjs', external: true } : undefined,
  renderChunk: (code, { fileName }) =>
    fileName.includes('/') ? code.replaceAll('"./aws-signing.cjs"', '"../aws-signing.cjs"') : undefined,
}

const common = {
  cwd: root,
  platform: 'node',
  external,
  plugins: [awsSigning],
  makeAbsoluteExternalsRelative: false,
  transform: {
    target: 'node20',
    define: {
      SPANRAY_VERSION: JSON.stringify(version),
      SPANRAY_STORE_THREAD: JSON.stringify('./store-thread.js'),
      SPANRAY_PAGE: JSON.stringify('../page'),
    },
  },
  logLevel: 'warn',
}
/** ES modules of the packages that have both, of which the bundler takes only what is used. */
const resolve = { mainFields: ['module', 'main'] }
/** Parts of the preload that few starts need, each in a file of its own. */
const seldomRead = ['create-hook', 'more-detectors', 'more-propagators', 'otlp-exporter']
/** And functions that not all of them call, with what is behind these: X-Ray's rules are not asked for in Lambda. */
const late = {
  'create-http-emitter': 'src/emit',
  'hide-literals': 'src/segment',
  'parse-stack': 'src/segment/stack',
  'spans-to-otlp': 'src/otlp',
  'xray-sampler-setting': 'src/setup',
}
const outside = ['app-api', ...seldomRead, ...Object.keys(late)].map(name => `./${name}.cjs`)

const doors = { index: 'src/index.ts', segment: 'src/segment/index.ts' }

/** A start reads some 400 kB of code, and nearly half of them for nothing. Names stay, for whoever reads a stack. */
const named = { keepNames: { function: true, class: true } }
const minify = { compress: named, mangle: named }

/** The modules that every start needs, in one file: others share some, instrumentations OpenTelemetry's for example. */
const bundle = preloadBundle(root)
const preload = {
  ...common,
  ...bundle,
  plugins: [...common.plugins, ...bundle.plugins, readLate(Object.keys(late))],
  external: outside,
}
const [start] = await build([{ ...preload, input: 'src/setup/trace-process.ts', write: false }])
const atStart = new Set(
  start.output.flatMap(({ moduleIds }) => moduleIds).filter(id => !id.endsWith('/trace-process.ts')),
)

rmSync(join(root, 'dist'), { recursive: true, force: true })
const outputs = await buildWithoutDocs([
  {
    ...common,
    resolve,
    input: doors,
    output: {
      dir: 'dist',
      format: 'esm',
      entryFileNames: '[name].js',
      chunkFileNames: 'chunks/[name]-[hash].js',
    },
  },
  {
    ...common,
    resolve,
    input: doors,
    output: {
      dir: 'dist',
      format: 'cjs',
      entryFileNames: '[name].cjs',
      chunkFileNames: 'chunks/[name]-[hash].cjs',
    },
  },
  testingDoor('esm', 'js'),
  testingDoor('cjs', 'cjs'),
  lambdaDoor('esm', 'js'),
  lambdaDoor('cjs', 'cjs'),
  {
    ...common,
    input: 'src/setup/register.ts',
    external: ['./trace-process.cjs'],
    output: { file: 'dist/register.cjs', format: 'cjs', codeSplitting: false },
  },
  {
    ...preload,
    input: {
      ...entries(['trace-process', ...seldomRead]),
      ...Object.fromEntries(Object.entries(late).map(([name, folder]) => [name, `${folder}/${name}.ts`])),
      'lambda-handler': 'src/lambda/load-traced-handler.ts',
      ...instrumentations(),
    },
    output: {
      dir: 'dist',
      format: 'cjs',
      entryFileNames: '[name].cjs',
      // Beside the files that it reads late.
      chunkFileNames: ({ name }) => (name === 'start' ? 'start.cjs' : 'chunks/[name]-[hash].cjs'),
      codeSplitting: { groups: [{ name: 'start', test: id => atStart.has(id) }] },
      minify,
    },
  },
  {
    ...common,
    input: 'src/setup/app-api.ts',
    output: { file: 'dist/app-api.cjs', format: 'cjs', codeSplitting: false },
  },
  {
    ...common,
    resolve,
    input: 'src/client/aws-signing.ts',
    output: { file: 'dist/aws-signing.cjs', format: 'cjs', codeSplitting: false, minify: true },
  },
  {
    ...common,
    input: 'src/lambda/layer-handler.ts',
    external: ['./lambda-handler.cjs'],
    output: { file: 'dist/lambda-handler.mjs', format: 'esm', codeSplitting: false },
  },
  {
    ...common,
    resolve,
    input: 'src/doctor/observe.ts',
    output: { file: 'dist/observe.cjs', format: 'cjs', codeSplitting: false },
  },
  {
    ...common,
    resolve,
    // Of OpenTelemetry's API its serialiser takes a word or two; nobody registers anything in this process.
    external: ['node-sqlite3-wasm'],
    // The store's thread is found beside the chunk that starts it.
    input: {
      cli: 'src/cli/main.ts',
      'chunks/local': 'src/local/index.ts',
      'chunks/store-thread': 'src/local/store/store-thread.ts',
    },
    output: { dir: 'dist', format: 'esm', chunkFileNames: 'chunks/[name]-[hash].js', minify },
  },
])
copyFileSync(join(root, 'src/lambda/spanray.sh'), join(root, 'dist/spanray.sh'))
const page = await buildPage(root, common.transform.define)
writeNotices(root, [...outputs.flatMap(({ output }) => output), ...page])

execFileSync(
  process.execPath,
  [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'tools/tsconfig.types.json')],
  {
    stdio: 'inherit',
  },
)
const types = join(root, 'dist/types')
dropUnreachableTypes(types, ['index', 'segment/index', 'lambda/index', 'testing/index'])
copyTypesForCommonJs(types)

/**
 * The types have the docstrings; in the code they would be a quarter of the package, and the names of our files 4 kB.
 * Licences stay, and so do the names of what is bundled.
 */
function buildWithoutDocs(builds) {
  const withoutFiles = { name: 'without-files', renderChunk: code => code.replace(/^\/\/ src\/.*\n/gm, '') }
  return build(
    builds.map(({ plugins = [], output, ...one }) => ({
      ...one,
      plugins: [...plugins, withoutFiles],
      output: { ...output, comments: { jsdoc: false } },
    })),
  )
}

function entries(names) {
  return Object.fromEntries(names.map(name => [name, `src/setup/${name}.ts`]))
}

/** Each instrumentation is an entry of its own: `instrumentations/pg`. */
function instrumentations() {
  const folder = 'src/setup/instrumentations'
  const names = readdirSync(join(root, folder)).map(file => file.replace('.ts', ''))
  return Object.fromEntries(names.map(name => [`instrumentations/${name}`, `${folder}/${name}.ts`]))
}

/** TypeScript writes a `.d.ts` for each file that it reads; users see those that the doors lead to. */
function dropUnreachableTypes(folder, doors) {
  const reached = new Set(doors.map(door => join(folder, `${door}.d.ts`)))
  for (const file of reached) {
    for (const [, path] of readFileSync(file, 'utf8').matchAll(
      /(?:from |import\()['"](\.{1,2}\/.*?)\.[jt]s['"]/g,
    ))
      reached.add(join(dirname(file), `${path}.d.ts`))
  }
  for (const name of readdirSync(folder, { recursive: true })) {
    const file = join(folder, name)
    if (file.endsWith('.d.ts') && !reached.has(file)) rmSync(file)
  }
}

/** TypeScript takes a `.d.ts` for ESM here, so that `require` needs the same under `.d.cts`. */
function copyTypesForCommonJs(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) copyTypesForCommonJs(path)
    else if (entry.name.endsWith('.d.ts')) {
      const text = readFileSync(path, 'utf8')
      writeFileSync(path, text.replace(/(['"]\.{1,2}\/[^'"]*)\.ts(['"])/g, '$1.js$2'))
      writeFileSync(
        path.replace(/\.d\.ts$/, '.d.cts'),
        text.replace(/(['"]\.{1,2}\/[^'"]*)\.[jt]s(['"])/g, '$1.cjs$2'),
      )
    }
  }
}

/**
 * A package that is required where we are an ES module is its namespace. rolldown asks first whether Node.js gave that a
 * `module.exports`, an export by whose name webpack fails.
 */
function plainNamespaces() {
  const asked =
    /Object\.prototype\.hasOwnProperty\.call\((\S+), "module\.exports"\) \? \1\["module\.exports"\] : (\{ \.\.\.\1 \})/g
  return { name: 'plain-namespaces', renderChunk: code => code.replace(asked, '$2') }
}

/** Jest gives CommonJS no `import()`: Node.js has another, with a warning, for scripts that stand by themselves. */
function importAsNodeDoes() {
  const script =
    'new vm.Script("path => import(path)", { importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER })'
  const head = `
const vm = require("node:vm");
const importAsNodeDoes = path =>
\t${script}.runInThisContext()(require("node:url").pathToFileURL(require.resolve(path)).href);
`
  return {
    name: 'import-as-node-does',
    renderChunk: code =>
      code.replace(/\bimport\((".+?")\)/g, 'import($1).catch(() => importAsNodeDoes($1))') + head,
  }
}

/** The door with OpenTelemetry's SDK in it. It takes its set-up from the first door: who has both has it once. */
function lambdaDoor(format, extension) {
  const { plugins, ...sdk } = sdkBundle(root)
  const index = { id: `./index.${extension}`, external: true }
  const setup = { name: 'setup', resolveId: source => (source === './xray.ts' ? index : null) }
  return {
    ...common,
    ...sdk,
    external: [],
    // An `import.meta` is lost where a bundler makes CommonJS of the ES module.
    plugins: [
      esmExternalRequirePlugin({ external: [/^(async_hooks|events|util)$/, ...external] }),
      ...plugins,
      setup,
      plainNamespaces(),
    ],
    input: 'src/lambda/index.ts',
    output: { file: `dist/lambda.${extension}`, format, codeSplitting: false },
  }
}

/** The door for tests. The local X-Ray itself is an ES module, read when one is started. */
function testingDoor(format, extension) {
  const local = { id: './chunks/local.js', external: true }
  return {
    ...common,
    plugins: [
      ...common.plugins,
      { name: 'local', resolveId: source => (source === '../local/index.ts' ? local : null) },
      ...(format === 'cjs' ? [importAsNodeDoes()] : []),
    ],
    input: 'src/testing/index.ts',
    output: { file: `dist/testing.${extension}`, format, codeSplitting: false },
  }
}
