import { readFile, rm, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { makeFolder } from '../../folder/index.ts'

/** A folder that nobody else writes to. */
export interface FolderLock {
  release(): Promise<void>
}

/** The locks of this process: a lock with its id that is not among them was left by one that had the same. */
const held = new Set<string>()

/**
 * Makes a folder if it is not there, and keeps others off it. The lock of a process that has gone is nobody's.
 *
 * @param isAlive says of a process by its id whether it runs
 * @throws Error when somebody else has it, or it cannot be made
 */
export async function lockFolder(
  folder: string,
  processId: number,
  isAlive: (processId: number) => boolean,
): Promise<FolderLock> {
  makeFolder(folder)
  const path = resolve(folder, 'lock')
  for (;;) {
    try {
      await writeFile(path, String(processId), { flag: 'wx' })
      held.add(path)
      return {
        release: async () => {
          held.delete(path)
          await rm(path, { force: true })
        },
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = Number(await readFile(path, 'utf8').catch(() => ''))
    if (held.has(path) || (holder > 0 && holder !== processId && isAlive(holder))) {
      throw new Error(
        `Cannot keep documents in ${folder}: process ${holder || processId} does so already; stop it, or choose another folder`,
      )
    }
    await rm(path, { force: true })
  }
}
