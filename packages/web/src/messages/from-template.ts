/** What a message takes over from a template, and what it does not. Pure. */
import type { TemplateDraft } from '@tocsin/api'
import type { Stated } from './stated.ts'

export type StatedTemplate = Pick<TemplateDraft, 'name' | 'authority' | 'nexus'>

/** Whether an authority holds, has ended or has not begun; `now` in milliseconds since 1970. */
export function standingOf(
  { from, until }: NonNullable<TemplateDraft['authority']>,
  now: number,
): 'holds' | 'ended' | 'not-begun' {
  if (Date.parse(until) <= now) return 'ended'
  return Date.parse(from) > now ? 'not-begun' : 'holds'
}

/** What the form begins with. The dates of an authority that does not hold now are left for a person to state. */
export function statedBy({ authority, nexus }: StatedTemplate, now: number): Partial<Stated> {
  const holds = authority && standingOf(authority, now) === 'holds'
  const { text = '', from = '', until = '' } = authority ?? {}
  return {
    ...(authority ? { authority: text, from: holds ? from : '', until: holds ? until : '' } : {}),
    ...(nexus ? { nexus } : {}),
  }
}

export type Taken = {
  authority: boolean
  nexus: boolean
  /** Of an authority whose dates are wanting since it does not hold. */
  standing: 'ended' | 'not-begun' | undefined
}

/** What of a message stands there now as the template has it, whatever was changed meanwhile. */
export function takenFrom(template: StatedTemplate, stated: Stated, now: number): Taken {
  const { authority, nexus } = template
  const isWords = authority !== undefined && stated.authority === authority.text
  const isDated = stated.from !== '' && stated.until !== ''
  const standing = authority && standingOf(authority, now)
  return {
    authority: isWords && stated.from === authority.from && stated.until === authority.until,
    nexus: nexus !== undefined && stated.nexus === nexus,
    standing: isWords && !isDated && standing !== 'holds' ? standing : undefined,
  }
}
