type Http = typeof import('node:http')

/** What a metadata server on the machine has to say, it says at once. */
const TIMEOUT_MILLIS = 300

/** Taken before anything of ours changes it: what is asked here is not traced. Few processes need it this early. */
let send: Http['request'] | undefined

/**
 * The answer of a metadata server. Rejects when there is none within 300 ms, or one that says no; holds up the end of no
 * process.
 */
export async function askMetadata(
  url: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
): Promise<string> {
  send ??= process.getBuiltinModule('node:http').request
  const request = send(url, { method, headers, agent: false, signal: AbortSignal.timeout(TIMEOUT_MILLIS) })
  return new Promise<string>((resolve, reject) => {
    request
      .on('socket', socket => socket.unref())
      .on('error', reject)
      .on('response', response => {
        let text = ''
        response
          .setEncoding('utf8')
          .on('data', chunk => {
            text += chunk
          })
          .on('error', reject)
          .on('end', () =>
            response.statusCode === 200
              ? resolve(text)
              : reject(new Error(`${url} answered ${response.statusCode}`)),
          )
      })
      .end()
  })
}
