// @ts-check
'use strict'

const { prepare } = require('./postgres-statements.cjs')
const { Fields, replies } = require('./postgres-wire.cjs')

/** What is wrong with a client's message, with PostgreSQL's own code for it. */
class PostgresError extends Error {
  /**
   * @param {string} sqlState
   * @param {string} message
   */
  constructor(sqlState, message) {
    super(message)
    this.sqlState = sqlState
  }
}

const notSupported = '0A000'
const protocolViolation = '08P01'
const noSuchStatement = '26000'
const noSuchPortal = '34000'

/** One client's conversation: the simple query, and the extended one without names for its parts. */
class PostgresSession {
  /** True once there is nothing more to say. */
  over = false
  /** After an error, everything is skipped until the client's next Sync. */
  #skipsToSync = false
  /** @type {import('./postgres-statements.cjs').Statement | undefined} */
  #statement
  /** @type {import('./postgres-statements.cjs').Row | undefined} */
  #values
  #send

  /** @param {(reply: Buffer) => void} send */
  constructor(send) {
    this.#send = send
  }

  /** @param {import('./postgres-wire.cjs').Message} message */
  async take({ type, body }) {
    if (this.#skipsToSync && type !== 'S' && type !== 'X') return
    try {
      await this.#answer(type, new Fields(body))
    } catch (error) {
      this.#refuse(error, type)
    }
  }

  /**
   * @param {string} type
   * @param {import('./postgres-wire.cjs').MessageFields} fields
   */
  #answer(type, fields) {
    switch (type) {
      case 'encrypt':
        return this.#send(Buffer.from('N'))
      case 'start':
        return this.#start()
      case 'Q':
        return this.#query(fields)
      case 'P':
        return this.#parse(fields)
      case 'B':
        return this.#bind(fields)
      case 'D':
        return this.#describe(fields)
      case 'E':
        return this.#execute()
      case 'C':
        return this.#send(replies.closeComplete())
      case 'H':
        return // Flush: every reply is already on its way.
      case 'S':
        this.#skipsToSync = false
        this.#values = undefined
        return this.#send(replies.readyForQuery())
      case 'X':
      case 'cancel':
        this.over = true
        return
      default:
        throw new RangeError(`There is no message of type ${JSON.stringify(type)}`)
    }
  }

  #start() {
    this.#send(replies.authenticationOk())
    this.#send(replies.parameterStatus('server_version', '17.0'))
    this.#send(replies.parameterStatus('server_encoding', 'UTF8'))
    this.#send(replies.parameterStatus('client_encoding', 'UTF8'))
    this.#send(replies.parameterStatus('standard_conforming_strings', 'on'))
    this.#send(replies.backendKeyData())
    this.#send(replies.readyForQuery())
  }

  /** @param {import('./postgres-wire.cjs').MessageFields} fields */
  async #query(fields) {
    const statement = prepareOrRefuse(fields.string())
    if (statement.parameters > 0) throw new PostgresError('42P02', 'there is no parameter $1')
    this.#send(replies.rowDescription(statement.columns))
    await this.#run(statement, [])
    this.#send(replies.readyForQuery())
  }

  /** @param {import('./postgres-wire.cjs').MessageFields} fields */
  #parse(fields) {
    this.#statement = undefined
    this.#values = undefined
    refuseName(fields.string())
    this.#statement = prepareOrRefuse(fields.string())
    this.#send(replies.parseComplete())
  }

  /** @param {import('./postgres-wire.cjs').MessageFields} fields */
  #bind(fields) {
    refuseName(fields.string())
    refuseName(fields.string())
    const binaryParameters = fields.list(() => fields.int16()).some(format => format !== 0)
    const values = fields.list(() => fields.value())
    const binaryResults = fields.list(() => fields.int16()).some(format => format !== 0)
    const { parameters } = this.#prepared()
    if (binaryParameters || binaryResults) throw new PostgresError(notSupported, 'values travel as text here')
    if (values.length !== parameters) {
      throw new PostgresError(
        protocolViolation,
        `bind message supplies ${values.length} parameters, but the statement requires ${parameters}`,
      )
    }
    this.#values = values
    this.#send(replies.bindComplete())
  }

  /** @param {import('./postgres-wire.cjs').MessageFields} fields */
  #describe(fields) {
    const { parameters, columns } = this.#prepared()
    if (fields.body[0] === 'S'.charCodeAt(0)) this.#send(replies.parameterDescription(parameters))
    this.#send(replies.rowDescription(columns))
  }

  async #execute() {
    if (!this.#values) throw new PostgresError(noSuchPortal, 'portal "" does not exist')
    await this.#run(this.#prepared(), this.#values)
  }

  /**
   * @param {import('./postgres-statements.cjs').Statement} statement
   * @param {import('./postgres-statements.cjs').Row} values
   */
  async #run(statement, values) {
    const rows = await statement.run(values)
    for (const row of rows) this.#send(replies.dataRow(row))
    this.#send(replies.commandComplete(rows.length))
  }

  #prepared() {
    if (this.#statement) return this.#statement
    throw new PostgresError(noSuchStatement, 'unnamed prepared statement does not exist')
  }

  /**
   * @param {unknown} error
   * @param {string} type of the message that led to it
   */
  #refuse(error, type) {
    if (error instanceof PostgresError) {
      this.#send(replies.errorResponse('ERROR', error.sqlState, error.message))
      if (type === 'Q') this.#send(replies.readyForQuery())
      else this.#skipsToSync = true
      return
    }
    const text = error instanceof Error ? error.message : String(error)
    this.#send(replies.errorResponse('FATAL', protocolViolation, text))
    this.over = true
  }
}

/** @param {string} sql */
function prepareOrRefuse(sql) {
  const statement = prepare(sql)
  if (statement) return statement
  throw new PostgresError(notSupported, `this stand-in does not know the statement: ${sql.slice(0, 200)}`)
}

/** @param {string} name */
function refuseName(name) {
  if (name !== '') throw new PostgresError(notSupported, 'statements and portals have no names here')
}

module.exports = { PostgresSession }
