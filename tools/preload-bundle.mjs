import { createRequire } from 'node:module'
import { join } from 'node:path'

/** Packages of OpenTelemetry that a bundle needs once; npm may have installed several of them at different patches. */
const ONCE = ['api', 'core', 'instrumentation', 'resources', 'sdk-trace', 'sdk-trace-base']

/**
 * What makes a bundle with OpenTelemetry's SDK small: its ESM build, of which only what is used gets in, and its tables
 * of names as the few texts that are used of them.
 *
 * @param {string} root
 */
export function sdkBundle(root) {
  return {
    resolve: { mainFields: ['module', 'main'], conditionNames: ['module'] },
    plugins: [inlineNames(root)],
  }
}

/**
 * What makes the preload's bundle small and quick to start: OpenTelemetry in its ESM build, of which only what is used
 * gets in; its tables of names as the few texts that are used of them; its API in the bundle, where it speaks as the
 * version that the app has; and the two import hooks without what only few starts need.
 *
 * @param {string} root
 */
export function preloadBundle(root) {
  const setup = name => join(root, 'src/setup', name)
  return {
    external: [],
    resolve: {
      mainFields: ['module', 'main'],
      conditionNames: ['module'],
      alias: Object.fromEntries(
        ONCE.map(name => [`@opentelemetry/${name}`, join(root, 'node_modules/@opentelemetry', name)]),
      ),
    },
    plugins: [
      replaceModules([
        [/^\.\.?\/version$/, /[\\/]@opentelemetry[\\/]api[\\/]/, setup('api-version.ts')],
        [/^import-in-the-middle$/, /[\\/]node_modules[\\/]/, setup('import-hook.ts')],
        [/^require-in-the-middle$/, /[\\/]node_modules[\\/]/, setup('require-hook.ts')],
        [/^debug$/, /[\\/]require-in-the-middle[\\/]/, join(root, 'tools/no-debug.cjs')],
      ]),
      inlineNames(root),
      readOnce,
      writeAscii,
    ],
  }
}

/** An ES module reaches one in CommonJS by a getter for each of its names: instrumentations would call them all the time. */
const readOnce = {
  name: 'read-once',
  transform: code =>
    code.replace(
      /^(const \w+ = )(require\("@opentelemetry\/(?:api|core|instrumentation)"\));$/gm,
      '$1{ ...$2 };',
    ),
}

/** V8 keeps a file with one character beyond Latin-1 in two bytes for each. */
const writeAscii = {
  name: 'write-ascii',
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle))
      chunk.code = chunk.code.replace(
        /[^\0-\x7f]/g,
        char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
      )
  },
}

/**
 * Functions that few processes call: each stays in a file of its own, which its first call reads.
 *
 * @param {readonly string[]} names of their files, which are theirs in kebab-case
 */
export function readLate(names) {
  return {
    name: 'read-late',
    resolveId(source, importer) {
      const name = importer && names.find(name => source.endsWith(`/${name}.ts`))
      return name && `\0${name}`
    },
    load(id) {
      const name = names.find(name => id === `\0${name}`)
      if (!name) return
      const called = name.replace(/-(.)/g, (_, letter) => letter.toUpperCase())
      return `let ${called}Late
        export const ${called} = (...values) => (${called}Late ??= require('./${name}.cjs').${called})(...values)`
    },
  }
}

/** Puts a file in the place of what the modules of a package import. */
function replaceModules(replacements) {
  return {
    name: 'replace-modules',
    resolveId(source, importer = '') {
      return replacements.find(([what, where]) => what.test(source) && where.test(importer))?.[2]
    },
  }
}

/** Writes the texts of `@opentelemetry/semantic-conventions` where a module in CommonJS would load all of its tables. */
function inlineNames(root) {
  const names = createRequire(join(root, 'package.json'))('@opentelemetry/semantic-conventions')
  return {
    name: 'inline-names',
    transform(code) {
      const [line, variable] =
        /^(?:const|var) (\w+) = require\("@opentelemetry\/semantic-conventions"\);$/m.exec(code) ?? []
      if (!line) return
      const inlined = code.replace(new RegExp(`\\b${variable}\\.(\\w+)`, 'g'), (use, name) =>
        typeof names[name] === 'string' ? JSON.stringify(names[name]) : use,
      )
      return inlined.includes(`${variable}.`) ? inlined : inlined.replace(line, '')
    },
  }
}
