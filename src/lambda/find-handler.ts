import { existsSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Where a handler is: `a/b.c.d` is `c.d` of the module `a/b`. */
export interface HandlerPlace {
  /** The module's file. */
  readonly file: string
  /** The names that lead from the module to the handler. */
  readonly names: readonly string[]
}

/** In the order in which Lambda's runtime tries them. */
const EXTENSIONS = ['', '.js', '.mjs', '.cjs']

/**
 * Finds the module of a handler, as Lambda's runtime does.
 *
 *     ('src/cart.api.handler', '/var/task') → { file: '/var/task/src/cart.mjs', names: ['api', 'handler'] }
 *
 * @throws {Error} by the name that the runtime has for it, when the text is no handler's or no module is there
 */
export function findHandler(handler: string, taskRoot: string): HandlerPlace {
  const name = basename(handler)
  const dot = name.indexOf('.')
  if (dot < 0 || handler.includes('..')) throw runtimeError('MalformedHandlerName', 'Bad handler')
  const moduleName = name.slice(0, dot)
  const folder = resolve(taskRoot, dirname(handler))
  const path = resolve(folder, moduleName)
  const extension = EXTENSIONS.find(each => isFile(path + each))
  const file =
    extension === undefined
      ? createRequire(resolve(folder, 'any.js')).resolve(moduleName, { paths: [taskRoot, folder] })
      : path + extension
  return { file, names: name.slice(dot + 1).split('.') }
}

/**
 * The handler in what a module exports, or in its default export.
 * @throws {Error} by the name that the runtime has for it, when there is none
 */
export function handlerIn(
  module: unknown,
  names: readonly string[],
  handler: string,
): (...args: never[]) => unknown {
  const found = follow(module, names) ?? follow(Object(module).default, names)
  if (!found) throw runtimeError('HandlerNotFound', `${handler} is undefined or not exported`)
  if (typeof found !== 'function') throw runtimeError('HandlerNotFound', `${handler} is not a function`)
  return found as (...args: never[]) => unknown
}

/** The module's address for `import()`. */
export function addressOf({ file }: HandlerPlace): string {
  return pathToFileURL(file).href
}

function follow(module: unknown, names: readonly string[]): unknown {
  let value = module
  for (const name of names) value = Object(value)[name]
  return value
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile()
}

function runtimeError(kind: string, message: string): Error {
  const error = new Error(message)
  error.name = `Runtime.${kind}`
  return error
}
