// @ts-check
'use strict'

/**
 * A bucket that holds one token and gets a new one after a while. Who finds it empty gets 429.
 *
 * @param {{ everyMillis: number }} rate
 */
function rateLimit({ everyMillis }) {
  let fullAt = 0
  return (_request, response, next) => {
    const now = performance.now()
    if (now >= fullAt) {
      fullAt = now + everyMillis
      return next()
    }
    const seconds = Math.ceil((fullAt - now) / 1000)
    response
      .status(429)
      .set('Retry-After', String(seconds))
      .json({ error: 'Too many searches, wait a little' })
  }
}

module.exports = { rateLimit }
