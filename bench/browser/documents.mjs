let count = 0

const nextId = () => (++count).toString(16).padStart(16, '0')

/** A trace id of now that nobody else has. */
export function nextTraceId() {
  const seconds = Math.floor(Date.now() / 1000).toString(16)
  return `1-${seconds}-${(++count).toString(16).padStart(24, '0')}`
}

/**
 * The documents of a trace with so many segments and subsegments together: each of its services calls the next.
 *
 * @param {number} rows
 */
export function longTrace(traceId, rows, rowsPerSegment = 50) {
  const start = Date.now() / 1000 - 60
  const documents = []
  let parent
  for (let made = 0; made < rows; made += rowsPerSegment) {
    const at = made / 1000
    const subsegments = Array.from({ length: rowsPerSegment - 1 }, (_, index) => ({
      id: nextId(),
      name: index % 3 === 0 ? `step ${made + index}` : 'DynamoDB',
      namespace: index % 3 === 0 ? undefined : 'aws',
      start_time: start + at + index / 2000,
      end_time: start + at + (index + 1) / 2000,
      ...(index % 3 && { aws: { operation: 'GetItem', table_name: `table-${index % 7}` } }),
      annotations: { index },
    }))
    documents.push({
      id: nextId(),
      trace_id: traceId,
      name: `service-${(made / rowsPerSegment) % 20}`,
      start_time: start + at,
      end_time: start + at + 0.04,
      ...(parent && { parent_id: parent }),
      http: { request: { method: 'GET', url: `http://service/${made}` }, response: { status: 200 } },
      subsegments,
    })
    // Some wide, some deep.
    if (made % (rowsPerSegment * 10) === 0) parent = subsegments[0].id
  }
  return documents
}

/** The documents of a small trace, as a request to a shop makes. */
export function shortTrace(index) {
  const start = Date.now() / 1000 - 0.2
  const call = {
    id: nextId(),
    name: 'stock',
    namespace: 'remote',
    start_time: start + 0.01,
    end_time: start + 0.1,
  }
  const trace_id = nextTraceId()
  const front = {
    id: nextId(),
    trace_id,
    name: 'front',
    start_time: start,
    end_time: start + 0.05 + (index % 50) / 400,
    user: `user-${index % 30}`,
    fault: index % 40 === 0,
    http: {
      request: { method: 'GET', url: `http://shop/products/${index % 25}` },
      response: { status: index % 40 === 0 ? 500 : 200 },
    },
    annotations: { plan: index % 3 ? 'free' : 'gold' },
    subsegments: [call],
  }
  const stock = {
    id: nextId(),
    trace_id,
    name: 'stock',
    parent_id: call.id,
    start_time: start + 0.02,
    end_time: start + 0.09,
  }
  return [front, stock]
}

/** Services of a graph, as the page has them: each calls two others, and every fourth one that others call as well. */
export function serviceGraph(nodes) {
  const names = Array.from({ length: nodes }, (_, at) => `service-${at}`)
  return {
    nodes: names.map(key => ({
      key,
      name: key,
      total: 1,
      counts: { ok: 1, error: 0, throttle: 0, fault: 0 },
    })),
    edges: names.flatMap((from, at) =>
      [2 * at + 1, 2 * at + 2, ...(at % 4 === 0 ? [nodes - 1 - (at % 5)] : [])]
        .filter((to, place, all) => to < nodes && to !== at && all.indexOf(to) === place)
        .map(to => ({ key: `${from}>${names[to]}`, from: { key: from }, to: { key: names[to] } })),
    ),
  }
}
