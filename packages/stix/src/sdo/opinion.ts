/** Opinion (STIX 2.1, 4.15). */
import { Type, type Static } from 'typebox'
import { listOf, oneOf, reference, text } from '../schema/kinds.ts'
import { domainObject } from '../schema/object.ts'

const OPINIONS = ['strongly-disagree', 'disagree', 'neutral', 'agree', 'strongly-agree'] as const

export const opinion = domainObject('opinion', '4.15', {
  explanation: Type.Optional(text()),
  authors: Type.Optional(listOf(text())),
  opinion: oneOf(OPINIONS, '10.18'),
  object_refs: listOf(reference()),
})
export type Opinion = Static<typeof opinion>
