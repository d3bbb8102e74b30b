import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hideLiterals } from '../../src/segment/hide-literals.ts'
import {
  ANSI,
  CLICKHOUSE,
  COCKROACHDB,
  MYSQL,
  ORACLE,
  POSTGRESQL,
  SQL_SERVER,
  SQLITE,
  UNKNOWN,
  UNKNOWN_WITH_NAMES,
} from '../../src/segment/sql-dialect.ts'
import { grammars, type Piece, SECRET, SECRET_DIGITS, statement } from '../fixtures/sql-statement.ts'

const textOf = (pieces: readonly Piece[]) => pieces.map(({ text }) => `${text} ,`).join(' ')

/** Dialects whose sessions may mean something else by a backslash. */
const TURNED = ['postgresql, not conforming', 'mysql, no backslash escapes']
const AS_EXPECTED = Object.entries(grammars).filter(([name]) => !TURNED.includes(name))
const KNOWN = AS_EXPECTED.filter(([, { dialect }]) => dialect !== UNKNOWN)

describe('hideLiterals()', () => {
  test.each(Object.entries(grammars))('lets no literal of %s through', (_, grammar) => {
    fc.assert(
      fc.property(statement(grammar, true), pieces => {
        const shown = hideLiterals(textOf(pieces), grammar.dialect)
        expect(shown).not.toContain(SECRET)
        expect(shown).not.toContain(SECRET_DIGITS)
      }),
      { numRuns: 300 },
    )
  })

  test.each(Object.entries(grammars))(
    'lets no literal of %s through where the dialect is unknown',
    (_, grammar) => {
      fc.assert(
        fc.property(statement(grammar, true), pieces => {
          const shown = hideLiterals(textOf(pieces), UNKNOWN)
          expect(shown).not.toContain(SECRET)
          expect(shown).not.toContain(SECRET_DIGITS)
        }),
        { numRuns: 300 },
      )
    },
  )

  test.each(KNOWN)('leaves all else of %s as it is', (_, grammar) => {
    fc.assert(
      fc.property(statement(grammar, false), pieces => {
        const shown = pieces.map(piece => `${piece.shown} ,`.trimStart()).join(' ')
        expect(hideLiterals(textOf(pieces), grammar.dialect)).toBe(shown)
      }),
      { numRuns: 300 },
    )
  })

  test.each(AS_EXPECTED)('lets no literal of %s through that is cut off', (_, grammar) => {
    fc.assert(
      fc.property(statement(grammar, true), fc.nat(), (pieces, at) => {
        const text = textOf(pieces)
        const shown = hideLiterals(text.slice(0, at % text.length), grammar.dialect)
        expect(shown).not.toContain(SECRET)
      }),
      { numRuns: 300 },
    )
  })

  test.each([
    ['a plain backslash', POSTGRESQL, "a = 'C:\\' AND b = 'D:\\' AND c", 'a = ? AND b = ? AND c'],
    ['escapes that leave no doubt', MYSQL, "a = 'it\\'s' AND b = 'that\\'s' AND c", 'a = ? AND b = ? AND c'],
    ['a text that would go on', POSTGRESQL, "a = 'a\\' OR b = 'secret'", 'a = ? OR b = ?'],
    ['a text that would have ended', MYSQL, "a = 'a\\' OR b = 'secret'", 'a = ?'],
    ['an unknown dialect', UNKNOWN, "a = 'it\\'s secret' AND c", 'a = ?'],
    ['escapes by pairs', UNKNOWN, "a = 'C:\\\\' AND c", 'a = ? AND c'],
    ['a continued text', POSTGRESQL, "E'a' -- x\n 'b\\'secret' AND c", '? ? AND c'],
    ['no continued text', POSTGRESQL, "E'a', 'b\\' AND c", '?, ? AND c'],
    ['bytes', COCKROACHDB, "b'\\'secret' AND c", '? AND c'],
  ])('knows backslashes: %s', (_, dialect, text, shown) => {
    expect(hideLiterals(text, dialect)).toBe(shown)
  })

  test.each([
    [
      'a name in double quotes',
      SQLITE,
      'a."b" = "c"."d" AND "e" IS NOT NULL',
      'a."b" = "c"."d" AND "e" IS NOT NULL',
    ],
    ['a text in double quotes', SQLITE, 'a = "secret" AND b <> "secret"', 'a = ? AND b <> ?'],
    ['a text beside other names', SQLITE, 'INSERT INTO `t` VALUES ("secret")', 'INSERT INTO `t` VALUES (?)'],
    ['brackets', SQL_SERVER, "[it's]]] = 'x'", "[it's]]] = ?"],
    ['subscripts', POSTGRESQL, "a[1:2], ARRAY['x']", 'a[?:?], ARRAY[?]'],
    ['clear brackets', UNKNOWN, "[my table] = 'x'", '[my table] = ?'],
    ['brackets in clear braces', UNKNOWN, '{a} (b) {c}', '{a} (b) {c}'],
    ['doubled brackets', UNKNOWN, "[a]]b'c] = 'secret'", '?'],
    ['doubtful brackets', UNKNOWN, "[it's] = 'secret'", '?'],
    ['doubtful braces', UNKNOWN, "a {it's} = 'secret'", 'a ?'],
    ['clear backticks', ANSI, '`a b` = 1', '`a b` = ?'],
    ['doubtful backticks', ANSI, "`it's` = 'secret'", '?'],
    ['a backslash in a name', CLICKHOUSE, '"a\\"b" = 1', '?'],
    ['an open name', POSTGRESQL, 'a = "secret', 'a = ?'],
    ['names where all else is unknown', UNKNOWN_WITH_NAMES, `"it's" = 'x' AND $1`, `"it's" = ? AND $1`],
    ['a unicode name', POSTGRESQL, 'U&"d!0061" = 1', 'U&"d!0061" = ?'],
  ])('knows names: %s', (_, dialect, text, shown) => {
    expect(hideLiterals(text, dialect)).toBe(shown)
  })

  test.each([
    ['nested', POSTGRESQL, 'a /* b /* secret */ secret */ + c', 'a + c'],
    ['not nested', MYSQL, 'a /* b /* secret */ + c', 'a + c'],
    ['perhaps nested', ANSI, 'a /* b /* c */ d', 'a ?'],
    ['open', ANSI, 'a /* secret', 'a'],
    ['open within', POSTGRESQL, 'a /* /* */ secret', 'a'],
    ['code', MYSQL, "a /*!40101 'x */ secret' */ b", 'a ?'],
    ['code without a doubt', MYSQL, 'a /*!40101 b */ c', 'a c'],
    ['a hint', ORACLE, 'SELECT /*+ INDEX(t) */ a', 'SELECT a'],
    ['two dashes that are none', MYSQL, "5--'secret'", '?--?'],
    ['two dashes at the end', MYSQL, 'a --', 'a'],
    ['two dashes that may be none', UNKNOWN, "a --'\nsecret'", 'a ?'],
    ['two dashes and no doubt', UNKNOWN, 'a --secret\n+ b', 'a + b'],
    ['a lone carriage return', POSTGRESQL, "a -- b\rc 'secret'", 'a ?'],
    ['lines of Windows', POSTGRESQL, 'a -- b\r\nc', 'a c'],
    ['a hash', MYSQL, 'a # secret\nb', 'a b'],
    ['a hash of unknown meaning', ANSI, "a # it's secret\nb", 'a ?'],
    ['slashes of unknown meaning', UNKNOWN, "a // it's secret\nb", 'a ?'],
    ['division', UNKNOWN, 'a / b', 'a / b'],
    ['one beside another', ANSI, 'a/*x*//*y*/ /*z*/b', 'a b'],
  ])('drops comments: %s', (_, dialect, text, shown) => {
    expect(hideLiterals(text, dialect)).toBe(shown)
  })

  test.each([
    ['dollar quotes', POSTGRESQL, "$$it's$$, $a$ $$ $a$", '?, ?'],
    ['open dollar quotes', POSTGRESQL, 'a $$secret', 'a ?'],
    ['dollar quotes of unknown meaning', UNKNOWN, 'a $$ secret $$', 'a ?'],
    ['no dollar quotes', ORACLE, 'a $b$ c', 'a $b$ c'],
    ['money', SQL_SERVER, '$12.50', '?'],
    ['a q quote', ORACLE, "q'[it's]', q'|x|', nq'{a'}', q'", '?, ?, ?, ?'],
    ['a q quote of unknown meaning', ANSI, "a q'[it's secret]'", 'a ?'],
    ['no q quote', MYSQL, "q'[it', 1", 'q?, ?'],
    ['three quotes of unknown meaning', UNKNOWN, "a '''it's secret''' b", 'a ?'],
    ['a typed text', ANSI, "DATE'2020-01-01', INTERVAL '1' DAY", 'DATE?, INTERVAL ? DAY'],
    ['a text behind a long word', ANSI, "abcdefghijklmnopqrstuvwxyz'x'", 'abcdefghijklmnopqrstuvwxyz?'],
    ['numbers', MYSQL, '0xFF, 1.5e-3, .5, 1_0, 1e+5-3, 0xE-5, t.2a', '?, ?, ?, ?, ?-?, ?-?, t.?'],
    ['a point behind a name', ANSI, '"a".5 \'x\'.5', '"a".? ??'],
    ['a placeholder that is none', ANSI, ':1 @1 ?1 $1', ':? @? ?? ?'],
    ['an ampersand', ANSI, 'u & v, u&v', 'u & v, u&v'],
    ['white space', ANSI, ' \t a \n\n b ', 'a b'],
    ['nothing', ANSI, '', ''],
  ])('reads %s', (_, dialect, text, shown) => {
    expect(hideLiterals(text, dialect)).toBe(shown)
  })

  test('takes time in proportion to the text', () => {
    const units = [
      "'",
      '"',
      '`',
      '\\',
      "\\'",
      '/*',
      '*/',
      '--',
      '--\n',
      '#',
      '$a',
      '$a$',
      '[',
      '[]',
      '{',
      '(1',
      "q'[",
      "E'",
    ]
    for (const unit of [...units, '1e', '"" =', '\r', '/*!*/', ' ', '\ud800']) {
      for (const dialect of [POSTGRESQL, MYSQL, SQL_SERVER, SQLITE, ORACLE, UNKNOWN]) {
        const text = unit.repeat(20_000)
        const before = process.cpuUsage()
        hideLiterals(text, dialect)
        hideLiterals(`'\\'${text}'`, dialect)
        expect(process.cpuUsage(before).user, unit).toBeLessThan(1_000_000)
      }
    }
  })

  test('never throws', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom(...Object.values(grammars)),
        (text, { dialect }) => {
          hideLiterals(text, dialect)
        },
      ),
    )
  })
})
