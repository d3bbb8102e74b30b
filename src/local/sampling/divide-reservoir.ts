/**
 * Divides a reservoir among clients, in whole requests a second: each gets of it as it has of the demand, and together
 * they get all of it. Without any demand all get alike.
 *
 *     10 a second; a with 300 requests, b with 100 → a 8, b 2
 *
 * @param demand requests of each client in the last while
 */
export function divideReservoir(size: number, demand: ReadonlyMap<string, number>): Map<string, number> {
  let total = 0
  for (const requests of demand.values()) total += requests
  const shares = [...demand].map(([client, requests]) => {
    const exact = total > 0 ? (size * requests) / total : size / demand.size
    return { client, whole: Math.floor(exact), rest: exact - Math.floor(exact) }
  })
  let left = size - shares.reduce((sum, { whole }) => sum + whole, 0)
  // What is left goes to the greatest rests; of equal ones the order of the clients decides, each time alike.
  shares.sort((a, b) => b.rest - a.rest || (a.client < b.client ? -1 : 1))
  return new Map(shares.map(({ client, whole }) => [client, left-- > 0 ? whole + 1 : whole]))
}
