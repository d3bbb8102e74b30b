import { crc32, deflateRawSync } from 'node:zlib'

/** A file of an archive. */
export interface ZipEntry {
  /** With `/` between folders. */
  readonly path: string
  readonly bytes: Uint8Array
  readonly isExecutable?: boolean
}

/** 1 January 1980, the first day of ZIP's calendar: the same files make the same archive. */
const DOS_DATE = 0x21

/** ZIP 2.0, made on Unix, so that the permissions are read. */
const VERSION = 20
const MADE_ON_UNIX = (3 << 8) | VERSION
const DEFLATED = 8
const UTF8_NAMES = 0x800
const REGULAR_FILE = 0o100_000

/**
 * The files as a ZIP archive, deflated, in their order.
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export function zipArchive(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { path, bytes, isExecutable } of entries) {
    const name = Buffer.from(path)
    const data = deflateRawSync(bytes, { level: 9 })
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(VERSION, 0)
    facts.writeUInt16LE(UTF8_NAMES, 2)
    facts.writeUInt16LE(DEFLATED, 4)
    facts.writeUInt16LE(DOS_DATE, 8)
    facts.writeUInt32LE(crc32(bytes), 10)
    facts.writeUInt32LE(data.length, 14)
    facts.writeUInt32LE(bytes.length, 18)
    facts.writeUInt16LE(name.length, 22)
    files.push(Buffer.from('PK\x03\x04', 'latin1'), facts, name, data)

    const place = Buffer.alloc(14)
    const mode = REGULAR_FILE | (isExecutable ? 0o755 : 0o644)
    place.writeUInt32LE(mode * 0x10000, 6)
    place.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\x01\x02', 'latin1'), uint16(MADE_ON_UNIX), facts, place, name)
    offset += 30 + name.length + data.length
  }
  const directoryBytes = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(directoryBytes.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...files, directoryBytes, Buffer.from('PK\x05\x06', 'latin1'), end])
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}
