import { connection } from '../state/connection.ts'

/** What the local X-Ray did not do, in its own words. */
export class CallError extends Error {
  override readonly name = 'CallError'
  /** The HTTP status, or 0 when nobody answered. */
  readonly status: number

  constructor(message: string, status: number) {
    super(message)
    this.status = status
  }
}

/** Calls an operation of the X-Ray API, or one of ours, on the server of this page. Rejects with a {@link CallError}. */
export async function callXRay<T>(path: string, request: object, signal?: AbortSignal): Promise<T> {
  return (await answerOf(path, {
    method: 'POST',
    body: JSON.stringify(request),
    signal: signal ?? null,
  })) as T
}

/** Asks for one of our own resources, such as `/api/status`. Rejects with a {@link CallError}. */
export async function askXRay<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await answerOf(path, { signal: signal ?? null })) as T
}

/** The same, as the text that came. Rejects with a {@link CallError}. */
export async function askXRayForText(path: string, signal?: AbortSignal): Promise<string> {
  return (await responseOf(path, { signal: signal ?? null })).text()
}

/** Sends segment documents or OTLP/JSON to be taken in. Rejects with a {@link CallError}. */
export async function importDocuments(
  text: string,
): Promise<{ taken: number; refused: number; refusals: { message: string }[] }> {
  const answer = await answerOf('/api/documents', { method: 'POST', body: text })
  return answer as Awaited<ReturnType<typeof importDocuments>>
}

async function answerOf(path: string, init: RequestInit): Promise<unknown> {
  return (await responseOf(path, init)).json()
}

async function responseOf(path: string, init: RequestInit): Promise<Response> {
  let response: Response
  try {
    response = await fetch(path, { ...init, headers: { accept: 'application/json' } })
  } catch (error) {
    if (init.signal?.aborted) throw error
    connection.value = 'lost'
    throw new CallError('Nobody answers', 0)
  }
  connection.value = 'live'
  if (response.ok) return response
  const { Message } = (await response.json().catch(() => ({}))) as { Message?: string }
  throw new CallError(Message ?? `The server answered ${response.status}`, response.status)
}
