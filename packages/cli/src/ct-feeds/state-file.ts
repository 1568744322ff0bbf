/** How far each log was read, in one file that is there whole or not at all. */
import type { LogState } from '@tocsin/ct'
import { InvalidArgumentError } from 'commander'
import { existsSync } from 'node:fs'
import { readTextFile } from '../text-file.ts'
import { writeWholeFiles } from '../whole-file.ts'

/** Between two writings, unless the run ends. */
const EVERY_MS = 1000

export class StateFile {
  private readonly logs: Map<string, unknown>
  private readonly path: string | null
  private writing: Promise<void> = Promise.resolve()
  private written = 0

  private constructor(path: string | null, logs: Map<string, unknown>) {
    this.path = path
    this.logs = logs
  }

  /** Reads what is there; without a path everything is kept in memory alone. */
  static async open(path: string | null): Promise<StateFile> {
    if (path === null || !existsSync(path)) return new StateFile(path, new Map())
    const text = await readTextFile(path)
    try {
      const { version, logs } = JSON.parse(text) as { version?: unknown; logs?: unknown }
      if (version === 1 && typeof logs === 'object' && logs !== null)
        return new StateFile(path, new Map(Object.entries(logs)))
    } catch {
      // Said below, like any other text that is no state.
    }
    throw new InvalidArgumentError(`${path}: not what --ct-state keeps; move it away to begin anew`)
  }

  /** What is kept of a log; undefined where nothing is. */
  of(url: string): unknown {
    return this.logs.get(url)
  }

  /** Keeps how far a log was read, once what was read is told. */
  async keep(url: string, state: LogState): Promise<void> {
    this.logs.set(url, state)
    if (performance.now() - this.written < EVERY_MS) return
    await this.save()
  }

  /** Writes it, after whatever writing is under way. */
  async save(): Promise<void> {
    const { path } = this
    if (path === null) return
    this.written = performance.now()
    const next = this.writing.then(() => {
      const text = JSON.stringify({ version: 1, logs: Object.fromEntries(this.logs) })
      return writeWholeFiles([{ path, chunks: [text, '\n'] }])
    })
    // Who asked for it hears of its failure; the next is tried anew.
    this.writing = next.catch(() => undefined)
    await next
  }
}
