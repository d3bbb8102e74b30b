import type { ApiConnection } from './api-connection.ts'
import { CallError } from './call-error.ts'
import type { CallXRay } from './call-xray.ts'

const decoder = new TextDecoder()

/**
 * Calls X-Ray over a connection.
 *
 *     await callApi(new ApiConnection())('/GetSamplingRules', {}) → { SamplingRuleRecords: […] }
 *
 * It rejects with a `CallError`, and with nothing else.
 */
export function callApi(connection: ApiConnection): CallXRay {
  return (path, request) => postJson(connection, path, Buffer.from(JSON.stringify(request)))
}

async function postJson(connection: ApiConnection, path: string, body: Uint8Array): Promise<unknown> {
  const answer = await connection.post(path, body, { 'content-type': 'application/json' })
  try {
    return JSON.parse(decoder.decode(answer.body))
  } catch {
    throw new CallError(`Cannot call X-Ray: its answer to ${path} is no JSON`, {
      code: 'invalid_answer',
      status: answer.status,
      isTransient: true,
    })
  }
}
