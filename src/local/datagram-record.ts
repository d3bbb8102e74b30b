/** A datagram that came over UDP, and when. */
export interface RecordedDatagram {
  /** Epoch milliseconds. */
  atMillis: number
  datagram: Buffer
}

/**
 * A datagram as a line of a record.
 *
 *     { atMillis: 1500000000000, datagram: … } → {"atMillis":1500000000000,"datagram":"eyJmb3JtYXQi…"}
 */
export function formatDatagram({ atMillis, datagram }: RecordedDatagram): string {
  return JSON.stringify({ atMillis, datagram: datagram.toString('base64') })
}

/** The datagram in a line of a record, or `undefined` when there is none. */
export function parseRecordedDatagram(line: string): RecordedDatagram | undefined {
  try {
    const { atMillis, datagram } = JSON.parse(line)
    if (typeof atMillis === 'number' && typeof datagram === 'string') {
      return { atMillis, datagram: Buffer.from(datagram, 'base64') }
    }
  } catch {
    // No line of ours.
  }
  return undefined
}
