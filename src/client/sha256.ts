import { createHash, createHmac } from 'node:crypto'

interface Digest {
  update(chunk: string | Uint8Array): unknown
  digest(): Uint8Array
}

/** Node's own SHA-256, and HMAC where there is a secret, as AWS's library asks for it. */
export class Sha256 {
  readonly #begin: () => Digest
  #hash: Digest

  constructor(secret?: unknown) {
    this.#begin = () => (secret ? createHmac('sha256', secret as Uint8Array) : createHash('sha256'))
    this.#hash = this.#begin()
  }

  update(chunk: string | Uint8Array): void {
    this.#hash.update(chunk)
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest()
  }

  reset(): void {
    this.#hash = this.#begin()
  }
}
