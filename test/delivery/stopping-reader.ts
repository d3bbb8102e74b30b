import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { projectRoot } from '../fixtures/run-node.ts'

/** A daemon that can be stopped in the middle of its work, and go on. */
export class StoppingReader implements AsyncDisposable {
  readonly #child: ChildProcess
  readonly port: number

  private constructor(child: ChildProcess, port: number) {
    this.#child = child
    this.port = port
  }

  static async start(at = 0): Promise<StoppingReader> {
    const child = fork(join(projectRoot, 'test/fixtures/apps/stopping-reader.mjs'), [`${at}`])
    const [port] = await once(child, 'message')
    return new StoppingReader(child, port)
  }

  stop(): void {
    this.#child.kill('SIGSTOP')
  }

  goOn(): void {
    this.#child.kill('SIGCONT')
  }

  /** How many datagrams came, when no more do. */
  async received(): Promise<number> {
    for (let last = -1; ; ) {
      this.#child.send('count')
      const [count] = await once(this.#child, 'message')
      if (count === last) return count
      last = count
      await sleep(200)
    }
  }

  async [Symbol.asyncDispose]() {
    this.goOn()
    this.#child.disconnect()
    await once(this.#child, 'exit')
  }
}
