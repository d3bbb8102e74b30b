import { afterEach, expect, test, vi } from 'vitest'
import { resourceSetting } from '../../src/setup/resource-setting.ts'

vi.stubGlobal('SPANRAY_VERSION', '1.2.3')
afterEach(() => vi.unstubAllEnvs())

/** The attributes' names and the warnings; OpenTelemetry's detectors read the environment of the process. */
async function setting(environment: Record<string, string>) {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
  const warnings: string[] = []
  const resource = resourceSetting(process.env, undefined, text => warnings.push(text))
  await resource.waitForAsyncAttributes?.()
  return { attributes: resource.attributes, names: Object.keys(resource.attributes), warnings }
}

test('resourceSetting() says little by itself', async () => {
  const { attributes, warnings } = await setting({})
  expect(attributes).toEqual({
    'service.name': 'unknown_service:node',
    'process.runtime.name': 'nodejs',
    'process.runtime.version': process.versions.node,
    'telemetry.distro.name': 'spanray',
    'telemetry.distro.version': '1.2.3',
    'telemetry.sdk.language': 'nodejs',
    'telemetry.sdk.name': 'opentelemetry',
    'telemetry.sdk.version': expect.any(String),
  })
  expect(warnings).toEqual([])
})

test('resourceSetting() has what the user says, decoded', async () => {
  const { attributes } = await setting({ OTEL_RESOURCE_ATTRIBUTES: 'team=a%2Cb, service.version=7' })
  expect(attributes).toMatchObject({ team: 'a,b', 'service.version': '7' })
})

test('resourceSetting() warns of attributes that are none', async () => {
  const { warnings } = await setting({ OTEL_RESOURCE_ATTRIBUTES: 'team' })
  expect(warnings).toEqual([expect.stringContaining("OTEL_RESOURCE_ATTRIBUTES='team'")])
})

test("resourceSetting() leaves out the user's attributes where no detector may run, but not the service's name", async () => {
  const { attributes, warnings } = await setting({
    OTEL_NODE_RESOURCE_DETECTORS: 'none',
    OTEL_RESOURCE_ATTRIBUTES: 'team=a',
    OTEL_SERVICE_NAME: 'shop',
  })
  expect(attributes).toMatchObject({ 'service.name': 'shop' })
  expect(attributes).not.toHaveProperty('team')
  expect(warnings).toEqual([])
})
