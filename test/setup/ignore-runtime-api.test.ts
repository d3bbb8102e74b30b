import { expect, test } from 'vitest'
import { ignoreRuntimeApi } from '../../src/setup/ignore-runtime-api.ts'

test("ignoreRuntimeApi() ignores what goes to Lambda's runtime API, and nothing else", () => {
  expect(ignoreRuntimeApi({})).toEqual({})
  const { ignoreOutgoingRequestHook: isIgnored } = ignoreRuntimeApi({
    AWS_LAMBDA_RUNTIME_API: '127.0.0.1:9001',
  })
  expect(isIgnored?.({ hostname: '127.0.0.1', port: 9001 })).toBe(true)
  expect(isIgnored?.({ host: '127.0.0.1', port: '9001' })).toBe(true)
  expect(isIgnored?.({ hostname: '127.0.0.1', port: 2773 })).toBe(false)
})
