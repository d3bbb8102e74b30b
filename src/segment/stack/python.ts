import type { StackFrame } from '../../document/index.ts'
import { addFrame, type PrintedException, printedException } from './printed-exception.ts'
import { indentOf, lastStackLines } from './stack-lines.ts'
import { parseTitle } from './title.ts'

/**
 * The exceptions in a stack of Python's form, first the recorded one, which is printed last; the one that is printed
 * above it, its `__cause__` or `__context__`, led to it. Of the members of an exception group the first is what led to
 * it, unless there is one above.
 *
 *     Traceback (most recent call last):
 *       File "main.py", line 14, in <module>
 *         total(cart)
 *       File "cart.py", line 12, in total
 *         return cart.sum
 *     AttributeError: sum
 *     → [{ frames: ['File "cart.py", line 12, in total', 'File "main.py", line 14, in <module>'] }]
 *
 * Never throws; takes time in proportion to the text.
 */
export function readPythonStack(text: string): PrintedException[] {
  const recorded = readBlocks(text)
  const exceptions: PrintedException[] = []
  listExceptions(recorded, exceptions)
  recorded.exception.type = undefined
  recorded.exception.message = undefined
  return exceptions
}

/** What is printed of one exception. */
interface Block {
  readonly exception: PrintedException
  /** Outermost first. */
  readonly frames: string[]
  isTitleOver: boolean
  /** What led to it. */
  above: Block | undefined
  /** If it is a group. */
  readonly members: Block[]
}

/** Exceptions that are printed in one column: of the whole, or of one member of a group. */
interface Level {
  readonly column: number
  block: Block
  /** Where the member stands in its group. */
  readonly group: Block | undefined
}

const PARTS = [
  'The above exception was the direct cause of the following exception:',
  'During handling of the above exception, another exception occurred:',
]
const TRACEBACK = /^(?:Exception Group )?Traceback \(most recent call last\):/
const REPEATED = /^\[Previous line repeated (\d{1,9}) more time/
/** `+-+---------------- 1 ----------------`, the head of a group's member. */
const MEMBER = /^\+-[-+]* (?:\d{1,9}|\.\.\.) -+$/

/** The last block, which holds the others. */
function readBlocks(text: string): Block {
  const levels: [Level, ...Level[]] = [{ column: 0, block: newBlock(), group: undefined }]
  const isGroup = text.includes('+ Exception Group Traceback')
  for (const line of lastStackLines(text)) {
    const column = isGroup ? columnOf(line) : 0
    const words = line.slice(indentOf(line)).trimEnd()
    if (isGroup && MEMBER.test(words)) {
      const memberColumn = line.lastIndexOf('+')
      const group = closeDownTo(levels, memberColumn - 1).block
      const block = newBlock()
      group.members.push(block)
      levels.push({ column: memberColumn, block, group })
    } else if (!(isGroup && words.startsWith('+--'))) {
      readLine(closeDownTo(levels, column), column > 0 ? line.slice(column + 2) : line)
    }
  }
  return levels[0].block
}

/** Where the bar stands that frames a member; the whole has none, or a bar in its third column. */
function columnOf(line: string): number {
  const indent = indentOf(line)
  return line[indent] === '|' || line[indent] === '+' ? indent : 0
}

function closeDownTo(levels: [Level, ...Level[]], column: number): Level {
  while (levels.length > 1 && levels.at(-1)!.column > column) levels.pop()
  return levels.at(-1)!
}

function readLine(level: Level, line: string): void {
  const { block } = level
  const words = line.trim()
  if (PARTS.includes(words)) {
    level.block = { ...newBlock(), above: block }
    if (level.group) level.group.members[level.group.members.length - 1] = level.block
  } else if (block.isTitleOver) block.exception.message = `${block.exception.message ?? ''}\n${line}`
  else if (words.startsWith('File "')) block.frames.push(words)
  else if (REPEATED.test(words)) block.exception.truncated += Number(REPEATED.exec(words)![1])
  else if (words !== '' && indentOf(line) === 0 && !TRACEBACK.test(words)) {
    Object.assign(block.exception, parseTitle(words))
    block.isTitleOver = true
  }
}

function newBlock(): Block {
  return { exception: printedException(), frames: [], isTitleOver: false, above: undefined, members: [] }
}

function listExceptions({ exception, frames, above, members }: Block, exceptions: PrintedException[]): void {
  exceptions.push(exception)
  exception.message = exception.message?.trimEnd()
  for (const frame of frames.reverse()) addFrame(exception, frame)
  for (const block of above ? [above, ...members] : members) {
    exception.cause ??= exceptions.length
    listExceptions(block, exceptions)
  }
}

/**
 * What a frame's text says.
 *
 *     'File "cart.py", line 12, in total' → { path: 'cart.py', line: 12, label: 'total' }
 */
export function parsePythonFrame(text: string): StackFrame {
  const match = /^File "(.*)", line (\d{1,9})(?:, in (.*))?$/.exec(text)
  if (!match) return { label: text }
  const place = { path: match[1]!, line: Number(match[2]) }
  return match[3] === undefined ? place : { ...place, label: match[3] }
}
