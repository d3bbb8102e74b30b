import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'

/**
 * Builds the page of `spanray local` into dist/page, and beside it `trace-file.html`: the same page as one file, without a
 * trace in it, of which the page and `spanray trace --html` make a file to share.
 *
 * @param {string} root
 * @param {Record<string, string>} define what is written into the code
 * @returns {Promise<object[]>} what Vite made
 */
export async function buildPage(root, define) {
  const outDir = join(root, 'dist/page')
  const common = {
    root: join(root, 'src/page'),
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    define,
    plugins: [withoutNode()],
  }
  const target = { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false } }
  const served = await build({ ...common, build: { ...target, outDir, emptyOutDir: true } })
  const single = await build({
    ...common,
    build: { ...target, write: false, rolldownOptions: { output: { codeSplitting: false } } },
  })
  writeFileSync(join(outDir, 'trace-file.html'), inOneFile(single.output))
  return [...served.output, ...single.output]
}

/**
 * The page takes the pure parts of rooms that also have others. What of these would need Node.js is not used, and falls
 * away; if it does not, the build fails.
 */
function withoutNode() {
  return {
    name: 'without-node',
    enforce: 'pre',
    resolveId: name =>
      name.startsWith('node:') ? { id: name, external: true, moduleSideEffects: false } : null,
    generateBundle(_, bundle) {
      const names = Object.values(bundle).flatMap(({ imports = [] }) =>
        imports.filter(name => name.startsWith('node:')),
      )
      if (names.length > 0) this.error(`The page would import ${names.join(', ')}, which no browser has`)
    },
  }
}

/** The page with its script and its styles in it, which are the only ones that may run there. */
function inOneFile(output) {
  const script = output.find(({ type }) => type === 'chunk').code.replaceAll('</script', '<\\/script')
  const style = output.find(({ fileName }) => fileName.endsWith('.css')).source
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>spanray</title>
<style>${style}</style>
<div id="page"></div>
<script id="trace-file" type="application/json">null</script>
<script type="module">${script}</script>
</html>
`
}

function hashOf(text) {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
