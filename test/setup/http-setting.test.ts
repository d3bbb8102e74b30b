import { expect, test } from 'vitest'
import { httpSetting } from '../../src/setup/http-setting.ts'

const none = { requestHeaders: [], responseHeaders: [] }

test('httpSetting() asks for nothing where nothing is said', () => {
  expect(httpSetting({}, () => {})).toEqual({
    dynamicNaming: undefined,
    responseTraceHeader: false,
    capturedHeaders: { server: none, client: none },
  })
})

test('httpSetting() reads names by Host, the trace header of responses, and the headers to capture', () => {
  const environment = {
    SPANRAY_DYNAMIC_NAMING: '*.example.com',
    SPANRAY_RESPONSE_TRACE_HEADER: 'True',
    OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_SERVER_REQUEST: 'x-tenant, Accept-Language',
    OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_SERVER_RESPONSE: 'x-cache',
    OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_CLIENT_REQUEST: 'x-tenant',
    OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_CLIENT_RESPONSE: 'etag',
  }
  expect(httpSetting(environment, () => {})).toEqual({
    dynamicNaming: '*.example.com',
    responseTraceHeader: true,
    capturedHeaders: {
      server: { requestHeaders: ['x-tenant', 'Accept-Language'], responseHeaders: ['x-cache'] },
      client: { requestHeaders: ['x-tenant'], responseHeaders: ['etag'] },
    },
  })
})

test.each(['.*', 'x-*', 'x tenant'])('httpSetting() captures no %j: it is no name', pattern => {
  const warnings: string[] = []
  const variable = 'OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_SERVER_REQUEST'
  const { capturedHeaders } = httpSetting({ [variable]: `${pattern},x-tenant` }, message =>
    warnings.push(message),
  )
  expect(capturedHeaders.server.requestHeaders).toEqual(['x-tenant'])
  expect(warnings).toEqual([expect.stringContaining(`${variable} names '${pattern}'`)])
})
