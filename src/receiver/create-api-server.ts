import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { ApiError } from './api-error.ts'
import { checkCaller } from './check-caller.ts'
import { listen } from './listen.ts'
import { readJsonBody } from './read-json-body.ts'
import { type Site, sendSiteFile, siteFileOf } from './site.ts'

/** What answers one operation of the X-Ray API: the fields of the request in, the fields of the answer out. */
export type Operation = (request: Record<string, unknown>) => unknown

/** What answers a request by itself, whatever its body is. A request of a foreign caller does not come here. */
export type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** How an API server is set up. */
export interface ApiServerOptions {
  /** The address or name to listen on. */
  host: string
  /** The port to listen on; 0 takes any that is free. */
  port: number
  /** Names beside the host's and this machine's own by which the server may be called. */
  allowedHosts?: readonly string[] | undefined
  /** By path, answered to POST. What an operation throws is the answer: an {@link ApiError} as it is, else a 500. */
  operations: Readonly<Record<string, Operation>>
  /** By path, answered to GET as JSON; what stands after the `?` comes in. */
  pages: Readonly<Record<string, (query: URLSearchParams) => unknown>>
  /** By path, GET requests that are answered in another way. */
  streams?: Readonly<Record<string, Route>>
  /** By path, POST requests that are answered in another way. */
  routes?: Readonly<Record<string, Route>>
  /** What a browser is shown; without it, a browser gets what a program gets. */
  site?: Site | undefined
  /** Called with what an operation or the open server failed on. */
  onError: (error: unknown) => void
}

/** An open API server. */
export interface ApiServer {
  readonly host: string
  readonly port: number
  /** Settles when the last connection is closed; those that are idle are not waited for. */
  close(): Promise<void>
}

const HEADERS_TIMEOUT_MILLIS = 10_000
const REQUEST_TIMEOUT_MILLIS = 30_000
const MAX_CONNECTIONS = 1024

/**
 * Serves operations of the X-Ray API over HTTP, as AWS SDKs call them, signed or not. Rejects when the address cannot
 * be had (`EADDRINUSE`). Only callers on this machine's own names are served, and no web page of another site.
 *
 *     await createApiServer({ host: '127.0.0.1', port: 2000, operations: { '/Traces': batchGetTraces }, … })
 *
 * @see https://docs.aws.amazon.com/xray/latest/api/Welcome.html
 */
export async function createApiServer(options: ApiServerOptions): Promise<ApiServer> {
  const server = createServer({
    headersTimeout: HEADERS_TIMEOUT_MILLIS,
    requestTimeout: REQUEST_TIMEOUT_MILLIS,
  })
  server.maxConnections = MAX_CONNECTIONS
  server.on('request', (request, response) => {
    respond(request, response, options).catch((error: unknown) => {
      // A caller who went away mid-sentence waits for no answer, and is no defect of ours.
      if (!request.errored) sendError(request, response, error, options.onError)
    })
  })
  const bound = await listen(server, options)
  return {
    ...bound,
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  options: ApiServerOptions,
): Promise<void> {
  checkCaller(request, options.host, options.allowedHosts, options.site !== undefined)
  const { pathname: path, searchParams: query } = readTarget(request.url)
  // At `/` a browser sees the page, and a program what is served.
  const isForPrograms =
    path !== '/' && (Object.hasOwn(options.pages, path) || Object.hasOwn(options.streams ?? {}, path))
  const file = options.site && !isForPrograms ? siteFileOf(request, path, options.site) : undefined
  const route = findRoute(request, path, options)
  if (route) await route(request, response)
  else if (file) sendSiteFile(request, response, file)
  else send(request, response, 200, await answer(request, response, path, query, options))
}

function findRoute(
  { method }: IncomingMessage,
  path: string,
  { routes = {}, streams = {} }: ApiServerOptions,
): Route | undefined {
  const byPath = method === 'POST' ? routes : method === 'GET' ? streams : {}
  return Object.hasOwn(byPath, path) ? byPath[path] : undefined
}

/** What a request is for; what is no path of ours is none that we serve. */
function readTarget(target = '/'): Pick<URL, 'pathname' | 'searchParams'> {
  const [pathname = '/', query] = target.split('?', 2)
  return { pathname, searchParams: new URLSearchParams(query) }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  query: URLSearchParams,
  { operations, pages, routes = {}, streams = {} }: ApiServerOptions,
): Promise<unknown> {
  const operation = Object.hasOwn(operations, path) ? operations[path] : undefined
  const page = Object.hasOwn(pages, path) ? pages[path] : undefined
  if (operation && request.method === 'POST') return operation(await readJsonBody(request))
  if (page && (request.method === 'GET' || request.method === 'HEAD')) return page(query)
  if (operation || page || Object.hasOwn({ ...routes, ...streams }, path)) {
    const method = operation || Object.hasOwn(routes, path) ? 'POST' : 'GET'
    response.setHeader('allow', method)
    throw new ApiError(
      'MethodNotAllowedException',
      405,
      `${path} answers to ${method}, not to ${request.method}`,
    )
  }
  const known = [
    ...Object.keys({ ...operations, ...routes }).map(each => `POST ${each}`),
    ...Object.keys({ ...pages, ...streams }).map(each => `GET ${each}`),
  ]
  throw new ApiError(
    'UnknownOperationException',
    404,
    `Nothing is served at ${path}; there is ${known.join(', ')}`,
  )
}

function sendError(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
  onError: (error: unknown) => void,
): void {
  if (!(error instanceof ApiError)) onError(error)
  const { type, status, message } =
    error instanceof ApiError
      ? error
      : new ApiError('InternalFailure', 500, 'The request failed on a defect of this server')
  response.setHeader('x-amzn-ErrorType', type)
  send(request, response, status, { Message: message })
}

function send(request: IncomingMessage, response: ServerResponse, status: number, value: unknown): void {
  // What is left of a body that was refused is read and forgotten: a caller hears us when all is sent.
  if (!request.complete) request.resume()
  const body = JSON.stringify(value)
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-amzn-RequestId': crypto.randomUUID(),
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}
