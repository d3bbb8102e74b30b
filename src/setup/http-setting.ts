import type { HttpSetting } from './http-options.ts'
import { isTrue } from './is-true.ts'
import { listSetting } from './list-setting.ts'

/** What the environment says of requests over HTTP; for a value that can't be used, a warning and the default. */
export function httpSetting(environment: NodeJS.ProcessEnv, warn: (message: string) => void): HttpSetting {
  const captured = (variable: string) =>
    listSetting(environment[variable]).filter(name => {
      const isName = /^[\w!#$%&'+.^`|~-]+$/.test(name)
      if (!isName) warn(`${variable} names '${name}': write whole names of headers, such as x-request-id`)
      return isName
    })
  return {
    dynamicNaming: environment.SPANRAY_DYNAMIC_NAMING?.trim() || undefined,
    responseTraceHeader: isTrue(environment.SPANRAY_RESPONSE_TRACE_HEADER),
    capturedHeaders: {
      server: {
        requestHeaders: captured('OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_SERVER_REQUEST'),
        responseHeaders: captured('OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_SERVER_RESPONSE'),
      },
      client: {
        requestHeaders: captured('OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_CLIENT_REQUEST'),
        responseHeaders: captured('OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_CLIENT_RESPONSE'),
      },
    },
  }
}
