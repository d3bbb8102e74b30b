// An app with AWS's X-Ray SDK: asks by which rule a request is sampled until X-Ray's own rule is there, then sends it.
const xray = require('aws-xray-sdk-core')

const request = { headers: { host: 'shop' }, method: 'GET', url: '/teapot' }

function trace() {
  const segment = new xray.Segment('node-sdk')
  xray.middleware.resolveSampling({}, segment, { req: request })
  const rule = segment.aws?.xray?.rule_name
  if (rule !== 'teapots') return setTimeout(trace, 20)
  segment.addAnnotation('rule', rule)
  segment.addNewSubsegment('step').close()
  segment.close()
  setTimeout(() => process.exit(0), 100)
}
trace()
