const hex = (number, digits) => number.toString(16).padStart(digits, '0')
const http = (method, url) => ({ request: { method, url }, response: { status: 200, content_length: 512 } })
const metadata = { default: { 'thread.name': 'main', 'code.function': 'handle'.repeat(20) } }

/** The five documents of a trace that begins within the hour; every 20th fails. */
export function documentsOf(n) {
  const trace_id = `1-5f5e1000-${hex(n, 24)}`
  const id = place => hex(n * 16 + place, 16)
  const start_time = 1_600_000_000 + (n % 3600) + 0.25
  const end_time = start_time + 0.05 + (n % 977) / 1000
  const failed = n % 20 === 0 ? { fault: true } : {}
  const body = { trace_id, start_time, end_time, metadata, ...failed }
  const step = { trace_id, type: 'subsegment', start_time, end_time: start_time + 0.02, metadata }
  const toStock = { id: id(2), name: 'stock.local', namespace: 'remote', start_time, end_time }
  const cart = {
    id: id(3),
    name: 'DynamoDB',
    namespace: 'aws',
    aws: { operation: 'GetItem', table_name: 'carts' },
  }
  return [
    {
      ...body,
      id: id(1),
      name: 'front',
      origin: 'AWS::ECS::Fargate',
      user: `user-${n % 1000}`,
      annotations: { tenant: `tenant-${n % 100}`, plan: 'gold' },
      http: http('GET', `https://shop.example.com/products/${n % 50}`),
      subsegments: [
        { ...toStock, http: http('GET', 'http://stock.local/'), ...failed },
        { ...cart, start_time, end_time: start_time + 0.01 },
      ],
    },
    { ...body, id: id(4), parent_id: id(2), name: 'stock', http: http('GET', 'http://stock.local/') },
    {
      ...step,
      id: id(5),
      parent_id: id(4),
      name: 'stock@db',
      namespace: 'remote',
      sql: { database_type: 'postgresql' },
    },
    { ...body, id: id(6), parent_id: id(4), name: 'worker' },
    {
      ...step,
      id: id(7),
      parent_id: id(6),
      name: 'SQS',
      namespace: 'aws',
      aws: { queue_url: 'https://sqs/1/jobs' },
    },
  ]
}
