// @ts-check
'use strict'

/** How long a service may take to finish what it is doing, once it was told to stop. */
const graceMillis = 3_000

/**
 * Runs this process as one service: starts it, says where it listens, and stops it when asked to.
 * A parent with an IPC channel gets `{ listening }`; without one, a line is printed.
 *
 * @param {string} name
 * @param {{ start: () => Promise<unknown>, stop: () => unknown }} service
 */
async function runService(name, { start, stop }) {
  let stopping = false
  const stopOnce = async () => {
    if (stopping) return
    stopping = true
    // Whatever is still open then does not keep the process.
    setTimeout(() => process.exit(0), graceMillis).unref()
    await stop()
  }
  process.on('SIGTERM', stopOnce)
  // Ctrl+C reaches parent and child alike: a parent that is there stops us in its own order.
  process.on('SIGINT', () => {
    if (!process.connected) stopOnce()
  })
  process.on('disconnect', stopOnce) // The parent is gone: leave no orphan.
  process.channel?.unref()

  try {
    const listening = await start()
    if (process.send) process.send({ listening })
    else console.log(`${name} listens on ${JSON.stringify(listening)}`)
  } catch (error) {
    console.error(`${name} cannot start: ${error instanceof Error ? error.message : error}`)
    process.exit(1)
  }
}

module.exports = { runService }
