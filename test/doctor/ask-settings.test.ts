import { expect, test } from 'vitest'
import { askSettings } from '../../src/doctor/ask-settings.ts'

const verdicts = (environment: NodeJS.ProcessEnv, script?: string) =>
  askSettings({ environment, folder: '/', script }).map(({ verdict }) => verdict)

test.each([
  [{ OTEL_SERVICE_NAME: 'shop' }, ['ok', 'ok', 'ok']],
  [{ OTEL_RESOURCE_ATTRIBUTES: 'team=a,service.name=shop' }, ['ok', 'ok', 'ok']],
  [{}, ['ok', 'ok', 'note']],
  [{ AWS_XRAY_SDK_ENABLED: 'false', AWS_XRAY_DAEMON_ADDRESS: 'a b c' }, ['loss', 'loss', 'note']],
])('askSettings() finds for %j: %j', (environment, expected) => {
  expect(verdicts(environment)).toEqual(expected)
})

test('askSettings() names the setting to change, and takes the name from package.json', () => {
  const [tracing] = askSettings({ environment: { OTEL_SDK_DISABLED: 'true' }, folder: '/' })
  expect(tracing).toMatchObject({ says: 'off: OTEL_SDK_DISABLED=true', change: 'Unset OTEL_SDK_DISABLED' })
  const [other] = askSettings({
    environment: { OTEL_SDK_DISABLED: 'false', AWS_XRAY_SDK_ENABLED: 'false' },
    folder: '/',
  })
  expect(other).toMatchObject({ change: 'Unset AWS_XRAY_SDK_ENABLED' })
  expect(verdicts({}, import.meta.filename)).toEqual(['ok', 'ok', 'ok'])
})
