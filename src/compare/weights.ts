import { isInProgress, type ReceivedDocument, walkDocument } from '../document/index.ts'
import type { Fact } from './portrait.ts'

/** Adds up what documents weigh. */
export class Weights {
  #documents = 0
  #refused = 0
  #inProgress = 0
  #segments = 0
  #subsegments = 0
  #bytes = 0
  #largest = 0

  add(text: string, document: ReceivedDocument | undefined): void {
    const bytes = Buffer.byteLength(text)
    this.#documents++
    this.#bytes += bytes
    this.#largest = Math.max(this.#largest, bytes)
    if (!document) {
      this.#refused++
      return
    }
    if (isInProgress(document)) this.#inProgress++
    for (const entity of walkDocument(document)) {
      if (entity === document && document.type !== 'subsegment') this.#segments++
      else this.#subsegments++
    }
  }

  facts(traces: number): Fact[] {
    const numbers: Record<string, number> = {
      traces,
      documents: this.#documents,
      'documents in progress': this.#inProgress,
      'documents that X-Ray would refuse': this.#refused,
      segments: this.#segments,
      subsegments: this.#subsegments,
      bytes: this.#bytes,
      'bytes a trace': traces === 0 ? 0 : Math.round(this.#bytes / traces),
      'bytes of the largest document': this.#largest,
    }
    return Object.entries(numbers).map(([subject, value]) => ({
      aspect: 'size',
      subject,
      value: value.toLocaleString('en-US'),
    }))
  }
}
