// In a daemon's place, and in that of a task's metadata server: answers, or hangs, that is takes what comes and says nothing.
import { createSocket } from 'node:dgram'
import { createServer } from 'node:http'

const RULE = {
  RuleName: 'Default',
  Priority: 10_000,
  FixedRate: 1,
  ReservoirSize: 1,
  ServiceName: '*',
  ServiceType: '*',
  ResourceARN: '*',
  Host: '*',
  HTTPMethod: '*',
  URLPath: '*',
  Version: 1,
}

const hangs = process.argv[2] === 'hangs'
const server = createServer((request, response) => {
  if (hangs) return
  request
    .resume()
    .on('end', () => response.end(JSON.stringify({ SamplingRuleRecords: [{ SamplingRule: RULE }] })))
}).listen(0, '127.0.0.1', () => {
  const { port } = server.address()
  createSocket('udp4').bind(port, '127.0.0.1', () => process.send(port))
})
