// @ts-check
'use strict'

// PostgreSQL's frontend/backend protocol 3.0, as far as the shop needs it:
// https://www.postgresql.org/docs/current/protocol-message-formats.html

/**
 * @typedef {{ type: string, body: Buffer }} Message
 * @typedef {InstanceType<typeof Fields>} MessageFields
 */

const maxMessageBytes = 16_384
const version3 = 0x0003_0000
const requestCodes = new Map([
  [80877102, 'cancel'],
  [80877103, 'encrypt'], // SSLRequest
  [80877104, 'encrypt'], // GSSENCRequest
  [version3, 'start'],
])

/**
 * The messages of a client, one by one. They end with the connection, and with the first bytes that
 * cannot be a message. Until the client has started, a message has a code in place of a type.
 *
 * @param {AsyncIterable<Buffer>} bytes
 * @returns {AsyncGenerator<Message, void>}
 */
async function* readMessages(bytes) {
  let pending = Buffer.alloc(0)
  let started = false
  for await (const chunk of bytes) {
    pending = Buffer.concat([pending, chunk])
    for (;;) {
      const typeBytes = started ? 1 : 0
      if (pending.length < typeBytes + 4) break
      const length = pending.readInt32BE(typeBytes)
      if (length < (started ? 4 : 8) || length > maxMessageBytes) return
      const end = typeBytes + length
      if (pending.length < end) break
      const message = started
        ? { type: String.fromCharCode(pending.readUInt8(0)), body: pending.subarray(5, end) }
        : { type: requestCodes.get(pending.readInt32BE(4)) ?? 'unknown', body: pending.subarray(8, end) }
      pending = pending.subarray(end)
      started ||= message.type === 'start'
      yield message
    }
  }
}

/** Reads the fields of one message; throws a RangeError where the message is too short for them. */
class Fields {
  #at = 0

  /** @param {Buffer} body */
  constructor(body) {
    this.body = body
  }

  int16() {
    const value = this.body.readInt16BE(this.#at)
    this.#at += 2
    return value
  }

  int32() {
    const value = this.body.readInt32BE(this.#at)
    this.#at += 4
    return value
  }

  string() {
    const end = this.body.indexOf(0, this.#at)
    if (end < 0) throw new RangeError('A string has no end')
    const value = this.body.toString('utf8', this.#at, end)
    this.#at = end + 1
    return value
  }

  /** A value with its length before it; -1 is NULL. */
  value() {
    const length = this.int32()
    if (length === -1) return null
    if (length < 0 || this.#at + length > this.body.length) throw new RangeError('A value has no end')
    this.#at += length
    return this.body.toString('utf8', this.#at - length, this.#at)
  }

  /**
   * A list with its count, an int16, before it.
   *
   * @template T
   * @param {() => T} read
   */
  list(read) {
    return Array.from({ length: Math.max(0, this.int16()) }, read)
  }
}

/**
 * @param {string} type
 * @param {...Buffer} fields
 */
function message(type, ...fields) {
  const body = Buffer.concat(fields)
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body])
}

/** @param {number} value */
function int16(value) {
  const bytes = Buffer.alloc(2)
  bytes.writeInt16BE(value)
  return bytes
}

/** @param {number} value */
function int32(value) {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

/** @param {string} text */
const string = text => Buffer.from(`${text}\0`)

/** @type {Record<import('./postgres-statements.cjs').Column['type'], { oid: number, bytes: number }>} */
const types = {
  text: { oid: 25, bytes: -1 },
  bigint: { oid: 20, bytes: 8 },
  numeric: { oid: 1700, bytes: -1 },
  void: { oid: 2278, bytes: 4 },
}

const replies = {
  authenticationOk: () => message('R', int32(0)),
  /** @type {(name: string, value: string) => Buffer} */
  parameterStatus: (name, value) => message('S', string(name), string(value)),
  backendKeyData: () => message('K', int32(process.pid), int32(0)),
  readyForQuery: () => message('Z', Buffer.from('I')),
  parseComplete: () => message('1'),
  bindComplete: () => message('2'),
  closeComplete: () => message('3'),
  /** @type {(count: number) => Buffer} */
  parameterDescription: count =>
    message('t', int16(count), ...Array.from({ length: count }, () => int32(types.text.oid))),
  /** @type {(columns: import('./postgres-statements.cjs').Column[]) => Buffer} */
  rowDescription: columns =>
    message(
      'T',
      int16(columns.length),
      ...columns.flatMap(({ name, type }) => [
        string(name),
        int32(0), // of no table
        int16(0), // and no column of it
        int32(types[type].oid),
        int16(types[type].bytes),
        int32(-1), // no type modifier
        int16(0), // as text
      ]),
    ),
  /** @type {(row: import('./postgres-statements.cjs').Row) => Buffer} */
  dataRow: row =>
    message(
      'D',
      int16(row.length),
      ...row.flatMap(value =>
        value === null ? [int32(-1)] : [int32(Buffer.byteLength(value)), Buffer.from(value)],
      ),
    ),
  /** @type {(rows: number) => Buffer} */
  commandComplete: rows => message('C', string(`SELECT ${rows}`)),
  /** @type {(severity: 'ERROR' | 'FATAL', sqlState: string, text: string) => Buffer} */
  errorResponse: (severity, sqlState, text) =>
    message(
      'E',
      string(`S${severity}`),
      string(`V${severity}`),
      string(`C${sqlState}`),
      string(`M${text}`),
      Buffer.alloc(1),
    ),
}

module.exports = { readMessages, Fields, replies }
