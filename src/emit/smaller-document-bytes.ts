/** What macOS lets a datagram carry by default (`net.inet.udp.maxdgram`). */
const MACOS_DATAGRAM_BYTES = 9216

/** What no network should refuse; a document can hardly be packed smaller. */
const LEAST_BYTES = 1200

/**
 * The limit for documents once one was refused for its size: what macOS takes, and if that was too much, the half of
 * what was refused. Never larger than the limit so far.
 *
 *     (64000, 20000, 30) → 9186; (9186, 9000, 30) → 4500
 */
export function smallerDocumentBytes(limit: number, refusedBytes: number, headerBytes: number): number {
  const macos = MACOS_DATAGRAM_BYTES - headerBytes
  const smaller = refusedBytes > macos ? macos : Math.max(refusedBytes >> 1, LEAST_BYTES)
  return Math.min(limit, smaller)
}
