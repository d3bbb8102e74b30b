import { randomBytes } from 'node:crypto'

const hex = bytes => randomBytes(bytes).toString('hex')

/**
 * A case with its own ids, names and times in the place of what stands for them: `$a`, `$b`, … are ids, `$trace` is the
 * trace's, `$untimed` one of a trace whose id holds no time, `$name` the service's name, `$filler:N` a text of so many
 * characters. Times are seconds from the start. What a document does not say is filled in; `null` leaves it out.
 *
 * @param {{ rule: string, documents: object[], expect: object }} given
 * @param {{ run: string, index: number, startSeconds: number }} place `run` marks the documents of one run
 */
export function prepareCase(given, { run, index, startSeconds }) {
  const timed = `1-${Math.floor(startSeconds).toString(16)}-${hex(12)}`
  const untimed = `1-00000001-${hex(12)}`
  const values = new Map([
    ['$trace', timed],
    ['$untimed', untimed],
  ])
  const name = `check-aws-${run}-${index}`
  const fill = text => {
    const filler = /^\$filler:(\d+)$/.exec(text)?.[1]
    if (filler) return 'x'.repeat(Number(filler))
    if (/^\$[a-z]$/.test(text) && !values.has(text)) values.set(text, hex(8))
    return values.get(text) ?? text.replace('$name', name)
  }
  const documents = given.documents.map(document => {
    const isSubsegment = document.type === 'subsegment'
    const whole = {
      ...(!isSubsegment && { name: '$name' }),
      trace_id: '$trace',
      ...document,
      annotations: { check_aws: run, ...document.annotations },
    }
    return withTimes(replaceTexts(whole, fill), startSeconds)
  })
  return {
    rule: given.rule,
    xrayTraceId: documents[0]?.trace_id ?? timed,
    documents: documents.map(document => JSON.stringify(document)),
    expect: replaceTexts(given.expect, fill),
  }
}

function replaceTexts(value, fill) {
  if (typeof value === 'string') return fill(value)
  if (Array.isArray(value)) return value.map(each => replaceTexts(each, fill))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replaceTexts(each, fill)]))
}

function withTimes({ start_time: start = 0, end_time: end = 0.1, subsegments, ...entity }, startSeconds) {
  const timed = {
    ...entity,
    start_time: startSeconds + start,
    ...(end !== null && { end_time: startSeconds + end }),
    ...(subsegments && { subsegments: subsegments.map(each => withTimes(each, startSeconds)) }),
  }
  return Object.fromEntries(Object.entries(timed).filter(([, value]) => value !== null))
}
