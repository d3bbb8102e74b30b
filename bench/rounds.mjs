/**
 * Times each of the functions in turn, round after round, so that whatever else the machine does meets all of them.
 *
 * @param {Record<string, () => void>} contenders
 * @param {{ rounds?: number, millisPerTurn?: number }} [options]
 * @returns {Record<string, number[]>} microseconds of one call, for each round
 */
export function timeInRounds(contenders, { rounds = 21, millisPerTurn = 60 } = {}) {
  const names = Object.keys(contenders)
  const times = Object.fromEntries(names.map(name => [name, []]))
  // The first rounds warm up and don't count.
  for (let round = -5; round < rounds; round++) {
    // Another one begins each time.
    const offset = (round + 5) % names.length
    for (const name of [...names.slice(offset), ...names.slice(0, offset)]) {
      const micros = timeOne(contenders[name], millisPerTurn)
      if (round >= 0) times[name].push(micros)
    }
  }
  return times
}

function timeOne(run, millis) {
  const start = process.hrtime.bigint()
  const end = start + BigInt(millis) * 1_000_000n
  let calls = 0
  let now = start
  while (now < end) {
    run()
    calls++
    now = process.hrtime.bigint()
  }
  return Number(now - start) / 1000 / calls
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** Round by round, how many times as long one took as the other. */
export function ratios(times, others) {
  return times.map((time, round) => time / others[round])
}
