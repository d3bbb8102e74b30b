import { expect, test } from 'vitest'
import { takePm2Environment } from '../../src/setup/take-pm2-environment.ts'

test('takePm2Environment() sets what PM2 hands over as JSON, as far as it is text', () => {
  const handedOver = { OTEL_SERVICE_NAME: 'shop', pm_exec_path: '/srv/shop.js', pm_id: 1, axm_options: {} }
  const environment: NodeJS.ProcessEnv = { PATH: '/bin', pm2_env: JSON.stringify(handedOver) }
  takePm2Environment(environment)
  expect(environment).toEqual({
    PATH: '/bin',
    pm2_env: JSON.stringify(handedOver),
    OTEL_SERVICE_NAME: 'shop',
    pm_exec_path: '/srv/shop.js',
  })
})

test('takePm2Environment() leaves any other process alone', () => {
  const environment: NodeJS.ProcessEnv = { PATH: '/bin' }
  takePm2Environment(environment)
  expect(environment).toEqual({ PATH: '/bin' })
})
