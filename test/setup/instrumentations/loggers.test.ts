import { beforeEach, expect, test } from 'vitest'
import { needsInstrumented, runInstrumented } from '../../fixtures/run-instrumented.ts'

beforeEach(needsInstrumented)

const LOGGERS = {
  'pino 10': `const log = require('pino')()`,
  'winston 3': `const { createLogger, transports } = require('winston')
    const log = createLogger({ transports: [new transports.Console()] })`,
  'bunyan 1': `const log = require('bunyan').createLogger({ name: 'shop' })`,
}

test.each(Object.entries(LOGGERS))(
  '%s names the trace in its records, and only within one',
  async (_, create) => {
    const code = `${create}
    log.info('starts')
    visit(require('http').createServer((request, response) => { log.info('serves'); response.end() }), '/')`
    const { code: exit, stderr, stdout, documents } = await runInstrumented(code)
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' })
    const records = stdout.split('\n').flatMap(line => (line.startsWith('{') ? [JSON.parse(line)] : []))
    expect(records).toHaveLength(2)
    expect(Object.keys(records[0]).filter(key => /trace|span/.test(key))).toEqual([])
    const { id, trace_id } = documents[0]!
    expect(records[1]).toMatchObject({
      trace_id: trace_id?.slice(2).replace('-', ''),
      span_id: id,
      xray_trace_id: trace_id,
    })
  },
)
