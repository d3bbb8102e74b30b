import { expect, test } from 'vitest'
import { readLocalOptions } from '../../src/cli/local-options.ts'
import { UsageError } from '../../src/cli/read-options.ts'

test('readLocalOptions() listens on the usual ports', () => {
  expect(readLocalOptions([])).toMatchObject({
    host: '127.0.0.1',
    port: 2000,
    otlpHttpPort: 4318,
    otlpGrpcPort: 4317,
    maxBytes: 200_000_000,
    maxTraces: 100_000,
    isTimelineShown: true,
  })
})

test('readLocalOptions() leaves OTLP to who chooses another port', () => {
  expect(readLocalOptions(['--port', '0'])).toMatchObject({
    otlpHttpPort: undefined,
    otlpGrpcPort: undefined,
  })
  expect(readLocalOptions(['--port', '0', '--otlp-http', '0'])).toMatchObject({ otlpHttpPort: 0 })
  expect(readLocalOptions(['--otlp-grpc', 'no'])).toMatchObject({
    otlpHttpPort: 4318,
    otlpGrpcPort: undefined,
  })
})

test('readLocalOptions() takes several names', () => {
  expect(readLocalOptions(['--allow-host', 'a', '--allow-host', 'b']).allowedHosts).toEqual(['a', 'b'])
})

test.each([
  [['--port', 'x'], '--port'],
  [['--otlp-http', 'maybe'], '--otlp-http'],
  [['--max-traces', '0'], '--max-traces'],
  [['--unknown'], '--unknown'],
])('readLocalOptions() refuses %j', (args, option) => {
  expect(() => readLocalOptions(args)).toThrow(
    expect.objectContaining({ name: UsageError.name, message: expect.stringContaining(option) }),
  )
})
