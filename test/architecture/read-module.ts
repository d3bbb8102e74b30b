import { isBuiltin } from 'node:module'
import { type ESTree, parseSync, Visitor } from 'rolldown/utils'

/** What the laws want to know about a file of TypeScript or JavaScript. */
export interface ModuleFacts {
  path: string
  /** Module names as written, Node's own always with `node:`; types, `import()` and `require()` are imports too. */
  imports: string[]
  /** Words that the laws forbid outright, as written in the file. */
  wildcardExports: string[]
  defaultExports: string[]
  computedImports: string[]
  /** The globals of the outside world that it uses. */
  globals: string[]
  /** Whether it holds a function, a class or a statement that runs when loaded: something a test can call wrong. */
  behaves: boolean
}

/** Globals that reach out of the process, or past the end of a call. */
const OUTSIDE_GLOBALS = [
  'process',
  'console',
  'fetch',
  'WebSocket',
  'setTimeout',
  'setInterval',
  'setImmediate',
]

/** Calls that load a module: what the author wrote, and what a bundler or another way round makes of it. */
const LOADERS = ['require', '__require', 'getBuiltinModule']

export function readModule(path: string, text: string): ModuleFacts {
  const { program, errors } = parseSync(path, text)
  if (errors[0]) throw new Error(`Cannot parse ${path}: ${errors[0].message}`)
  const imports = new Set<string>()
  const globals = new Set<string>()
  const wildcardExports: string[] = []
  const defaultExports: string[] = []
  const computedImports: string[] = []
  let behaves = program.body.some(({ type }) => type === 'ExpressionStatement')

  const written = (node: ESTree.Span) => text.slice(node.start, node.end)
  const load = (node: ESTree.Span, name: ESTree.Node | null | undefined) => {
    if (name?.type !== 'Literal' || typeof name.value !== 'string') computedImports.push(written(node))
    else imports.add(isBuiltin(name.value) ? name.value.replace(/^(node:)?/, 'node:') : name.value)
  }
  const use = (node: ESTree.Node | undefined) => {
    if (node?.type === 'Identifier' && OUTSIDE_GLOBALS.includes(node.name)) globals.add(node.name)
  }
  const behave = () => {
    behaves = true
  }

  new Visitor({
    ImportDeclaration: node => load(node, node.source),
    ImportExpression: node => load(node, node.source),
    TSImportType: node => load(node, node.source),
    TSExternalModuleReference: node => load(node, node.expression),
    ExportNamedDeclaration(node) {
      if (node.source) load(node, node.source)
      const named = node.specifiers.map(({ exported }) =>
        exported.type === 'Literal' ? exported.value : exported.name,
      )
      if (named.includes('default')) defaultExports.push(written(node))
    },
    ExportAllDeclaration(node) {
      load(node, node.source)
      wildcardExports.push(written(node))
    },
    ExportDefaultDeclaration: node => void defaultExports.push(written(node).split('\n')[0] ?? ''),
    CallExpression(node) {
      const name = node.callee.type === 'MemberExpression' ? node.callee.property : node.callee
      if (name.type === 'Identifier' && LOADERS.includes(name.name)) load(node, node.arguments[0])
      for (const part of [node.callee, ...node.arguments]) use(part)
    },
    NewExpression: node => use(node.callee),
    MemberExpression: node => use(node.object),
    FunctionDeclaration: behave,
    FunctionExpression: behave,
    ArrowFunctionExpression: behave,
    ClassDeclaration: behave,
    ClassExpression: behave,
  }).visit(program)

  return {
    path,
    imports: [...imports],
    wildcardExports,
    defaultExports,
    computedImports,
    globals: [...globals],
    behaves,
  }
}
