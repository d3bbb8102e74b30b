import { callXRayAt } from '../client/index.ts'
import { callEndpoint, DEFAULT_ENDPOINT, EndpointError } from './call-endpoint.ts'
import { readUrl } from './read-options.ts'

/** The options by which a command is told whom to ask, for `readOptions()`. */
export const SOURCE_OPTIONS = {
  endpoint: { type: 'string', default: DEFAULT_ENDPOINT },
  aws: { type: 'boolean' },
} as const

/** Whom a command asks: a local X-Ray, or AWS's. */
export interface TraceSource {
  /** As messages name it. */
  readonly name: string
  /** The answer of an X-Ray API operation. Rejects with an `EndpointError`. */
  ask<Result>(path: string, request: object): Promise<Result>
}

/** AWS's X-Ray, in the region and with the credentials that AWS's own tools would take. */
function openAws(): TraceSource {
  const call = callXRayAt('xray')
  return {
    name: 'AWS X-Ray',
    ask: async <Result>(path: string, request: object) => {
      try {
        return (await call(path, request)) as Result
      } catch (error) {
        throw new EndpointError((error as Error).message)
      }
    },
  }
}

/**
 * Whom a command is told to ask.
 *
 * @throws UsageError when the endpoint is no URL
 */
export function openSource({ endpoint, aws }: { endpoint: string; aws?: boolean | undefined }): TraceSource {
  if (aws) return openAws()
  const url = readUrl('--endpoint', endpoint)
  return { name: url, ask: (path, request) => callEndpoint(url, path, request) }
}
