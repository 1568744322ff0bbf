import type { Context } from '../context.ts'
import type { Actor } from '../log/actor.ts'
import { markRead } from '../sharing/reading.ts'

/** False when one of the releases has been taken back or has expired meanwhile. */
export type MarkFirstReads = (reader: Actor, releaseIds: readonly string[]) => Promise<boolean>

/** Records first readings for all machines of a member that read the same at once: one writes, the others wait for it. */
export function createFirstReads(ctx: Context): MarkFirstReads {
  const underWay = new Map<string, Promise<boolean>>()
  return async (reader, releaseIds) => {
    const nameOf = (releaseId: string): string => `${reader.memberId} ${releaseId}`
    const left = releaseIds.filter((id) => !underWay.has(nameOf(id)))
    if (left.length > 0) {
      const marking = markRead(ctx, reader, left).finally(() => {
        for (const id of left) underWay.delete(nameOf(id))
      })
      for (const id of left) underWay.set(nameOf(id), marking)
    }
    const marks = await Promise.all(releaseIds.map((id) => underWay.get(nameOf(id))))
    return marks.every(Boolean)
  }
}
