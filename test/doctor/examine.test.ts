import { expect, test } from 'vitest'
import { examine } from '../../src/doctor/index.ts'
import { createLocalXRay } from '../../src/local/index.ts'
import { appFolder } from '../fixtures/app-folder.ts'

test('examine() finds nothing wrong where nothing is', async () => {
  const xray = await createLocalXRay({ port: 0 })
  using app = appFolder({})
  const environment = {
    AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${xray.port}`,
    OTEL_SERVICE_NAME: 'shop',
    NODE_OPTIONS: '-r spanray/register',
  }
  const findings = await examine({ environment, folder: app.folder })
  expect(findings.filter(({ verdict }) => verdict !== 'ok')).toEqual([])
  expect(findings.map(({ about }) => about)).toEqual([
    'tracing',
    'destination',
    'service',
    'preload',
    'instrumentations',
    '@opentelemetry/api',
    'region',
    'credentials',
    'daemon',
    'clock',
    'sampler',
    'a trace',
  ])
  await xray.close()
})
