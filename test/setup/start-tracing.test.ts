import { expect, test } from 'vitest'
import { startTracing } from '../../src/setup/start-tracing.ts'

test.each([{ OTEL_SDK_DISABLED: 'TRUE' }, { AWS_XRAY_SDK_ENABLED: 'False' }])(
  'startTracing() starts nothing with %j',
  environment => {
    expect(startTracing(environment, undefined)).toBeUndefined()
  },
)
