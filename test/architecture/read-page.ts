/** A row of the rooms table. */
export interface Room {
  mayImport: string[]
  outsideWorld: string[]
}

/** The rooms of docs/architecture.md, top down. */
export function readRooms(page: string): Map<string, Room> {
  return new Map(
    readTable(page, 'room').map(row => [
      codesOf(row.room)[0] ?? '',
      { mayImport: codesOf(row['may import']), outsideWorld: codesOf(row['outside world']) },
    ]),
  )
}

/** What each door of docs/architecture.md may reach: modules from outside of the package. */
export function readDoors(page: string): Map<string, string[]> {
  return new Map(readTable(page, 'door').map(row => [codesOf(row.door)[0] ?? '', codesOf(row['may reach'])]))
}

/** The rows of the table whose first column has this heading, each as heading → cell. */
function readTable(page: string, firstHeading: string): Record<string, string>[] {
  const tables = page.match(/(^\|.*\n)+/gm)?.map(table => table.trimEnd().split('\n').map(cellsOf)) ?? []
  const table = tables.find(([headings]) => headings?.[0] === firstHeading)
  if (!table) throw new Error(`Cannot find a table whose first column is headed '${firstHeading}'`)
  const [headings = [], , ...rows] = table
  return rows.map(cells =>
    Object.fromEntries(headings.map((heading, column) => [heading, cells[column] ?? ''])),
  )
}

function cellsOf(line: string): string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map(cell => cell.trim())
}

/** 'a `b` c `d`' → ['b', 'd'] */
function codesOf(cell = ''): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? '')
}
