import { expect, test } from 'vitest'
import { describeOtherSdk } from '../../src/setup/describe-other-sdk.ts'

const HEAD = [
  'Error: @opentelemetry/api: Attempted duplicate registration of API: trace',
  '    at registerGlobal (/srv/node_modules/@opentelemetry/api/build/src/internal/global-utils.js:22:21)',
  '    at TraceAPI.setGlobalTracerProvider (/srv/node_modules/@opentelemetry/api/build/src/api/trace.js:40:55)',
]
const SDK = '    at NodeSDK.start (/srv/node_modules/@opentelemetry/sdk-node/build/src/sdk.js:7:9)'

test.each([
  [[SDK, '    at Object.<anonymous> (/srv/tracing.js:12:5)'], 'NodeSDK at /srv/tracing.js:12:5'],
  [[SDK, '    at file:///srv/tracing.mjs:3:1'], 'NodeSDK at /srv/tracing.mjs:3:1'],
  [['    at register (/srv/dist/main.js:1:2345)'], 'an OpenTelemetry SDK at /srv/dist/main.js:1:2345'],
  [
    ['    at C (C:\\srv\\app.js:4:2)', '    at node:internal/modules/cjs/loader:1:1'],
    'an OpenTelemetry SDK at C:\\srv\\app.js:4:2',
  ],
  [[SDK], 'NodeSDK'],
  [[], 'an OpenTelemetry SDK'],
])('describeOtherSdk() of %j', (frames, description) => {
  expect(describeOtherSdk([...HEAD, ...frames].join('\n'))).toBe(description)
})
