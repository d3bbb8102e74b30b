// @ts-check
'use strict'

/**
 * @typedef {{ lastDigits: string, expires: string }} Card
 * @typedef {{ id: string, total: number, card: Card }} FullCart
 */

/** @param {FullCart} cart */
function checkOut(cart) {
  try {
    return { cart: cart.id, receipt: pay(cart.card, cart.total) }
  } catch (cause) {
    throw new Error(`Cannot check out ${cart.id}`, { cause })
  }
}

/**
 * @param {Card} card
 * @param {number} amount
 */
function pay(card, amount) {
  try {
    refuseExpired(card)
    return `${amount.toFixed(2)} from the card that ends in ${card.lastDigits}`
  } catch (cause) {
    throw new Error(`The payment of ${amount.toFixed(2)} failed`, { cause })
  }
}

/** @param {Card} card */
function refuseExpired({ lastDigits, expires }) {
  const thisMonth = new Date().toISOString().slice(0, 'YYYY-MM'.length)
  if (expires < thisMonth) throw new RangeError(`The card that ends in ${lastDigits} expired in ${expires}`)
}

module.exports = { checkOut }
