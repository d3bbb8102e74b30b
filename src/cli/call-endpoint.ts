/** Says that a question could not be put to an endpoint: exit code 1. */
export class EndpointError extends Error {
  override readonly name = 'EndpointError'
}

/** Where `spanray local` listens when nothing else is said. */
export const DEFAULT_ENDPOINT = 'http://127.0.0.1:2000'

/** What the answer to each question lists: without it, who has answered is no X-Ray. */
const LISTS: Readonly<Record<string, string>> = {
  '/ServiceGraph': 'Services',
  '/Traces': 'Traces',
  '/TraceSummaries': 'TraceSummaries',
  '/api/documents': 'refusals',
}

/**
 * The answer of an X-Ray API operation; a text is sent as it is.
 *
 *     await callEndpoint('http://127.0.0.1:2000', '/Traces', { TraceIds: ['1-…'] }) → { Traces: […], … }
 *
 * @throws EndpointError when nobody answers, or the answer is no
 */
export async function callEndpoint<Result>(
  endpoint: string,
  path: string,
  request: unknown,
): Promise<Result> {
  let response: Response
  let text: string
  try {
    response = await fetch(new URL(path, endpoint), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof request === 'string' ? request : JSON.stringify(request),
      signal: AbortSignal.timeout(30_000),
    })
    text = await response.text()
  } catch (error) {
    const { code, message } = ((error as Error).cause ?? error) as NodeJS.ErrnoException
    throw new EndpointError(`Cannot reach ${endpoint} (${code ?? message}); start it with: spanray local`)
  }
  const answer = parseAnswer(text)
  if (!response.ok || !hasList(answer, LISTS[path])) {
    const message = (answer as { Message?: string } | null | undefined)?.Message
    // What is wrong with what was asked, a filter say, is told as it is.
    if (response.status === 400 && message) throw new EndpointError(message)
    throw new EndpointError(
      `${endpoint}${path} answered ${response.status}: ${message ?? text.slice(0, 200)}`,
    )
  }
  return answer as Result
}

function hasList(answer: unknown, name: string | undefined): boolean {
  return answer !== undefined && (name === undefined || Array.isArray(Object(answer)[name]))
}

function parseAnswer(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
