import { fork } from 'node:child_process'
import { once } from 'node:events'

/** Long enough for the compiler to have done its work. */
const WARM_UP_MILLIS = 2000

/**
 * Times contenders in turn, round after round, so that whatever else the machine does meets all of them. Each has a
 * process of its own, as it would in an app: none has to live with what another leaves in the heap and the caches.
 *
 * @param {URL} module what gives the contenders: it calls `serveTurns`
 * @param {string[]} names of the contenders
 * @param {{ rounds?: number, millisPerTurn?: number }} [options]
 * @returns {Promise<Record<string, number[]>>} microseconds of one call, for each round
 */
export async function timeInRounds(module, names, { rounds = 31, millisPerTurn = 60 } = {}) {
  const children = names.map(name => fork(module, [name]))
  const times = Object.fromEntries(names.map(name => [name, []]))
  for (const child of children) await turn(child, WARM_UP_MILLIS)
  for (let round = 0; round < rounds; round++) {
    // Another one begins each time.
    for (let place = 0; place < names.length; place++) {
      const index = (round + place) % names.length
      times[names[index]].push(await turn(children[index], millisPerTurn))
    }
  }
  for (const child of children) child.disconnect()
  return times
}

async function turn(child, millis) {
  child.send(millis)
  const [micros] = await once(child, 'message')
  return micros
}

/**
 * Answers the turns of the contender that this process was started for.
 *
 * @param {Record<string, () => void>} contenders
 */
export function serveTurns(contenders) {
  const run = contenders[process.argv[2]]
  process.on('message', millis => process.send(timeOne(run, millis)))
}

/** Microseconds of one call. */
function timeOne(run, millis) {
  const start = process.hrtime.bigint()
  const end = start + BigInt(millis) * 1_000_000n
  let calls = 0
  let now = start
  do {
    run()
    calls++
    now = process.hrtime.bigint()
  } while (now < end)
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
