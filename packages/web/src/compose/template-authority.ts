/** The authority of a template as a form holds it. Pure. */
import type { TemplateDraft } from '@tocsin/api'
import type { Stated } from '../messages/stated.ts'

export type OpenAuthority = Pick<Stated, 'authority' | 'from' | 'until'>

export function openAuthority(draft: TemplateDraft | undefined): OpenAuthority {
  const { text = '', from = '', until = '' } = draft?.authority ?? {}
  return { authority: text, from, until }
}

/** Nothing for one that is not whole. */
export function toAuthority(open: OpenAuthority): TemplateDraft['authority'] {
  const { authority, from, until } = open
  return isWhole(open) ? { text: authority.trim(), from, until } : undefined
}

/** What is wanting of one that somebody has begun to state. */
export function missingOfAuthority(open: OpenAuthority): (string | false)[] {
  const { authority, from, until } = open
  const isBegun = [authority.trim(), from, until].some((part) => part !== '')
  const isTurned = isWhole(open) && Date.parse(from) >= Date.parse(until)
  return [
    isBegun && !isWhole(open) && 'the authority with both of its days',
    isTurned && 'an authority that begins before it ends',
  ]
}

function isWhole({ authority, from, until }: OpenAuthority): boolean {
  return authority.trim() !== '' && from !== '' && until !== ''
}
