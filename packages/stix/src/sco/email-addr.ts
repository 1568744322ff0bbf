/** EmailAddr (STIX 2.1, 6.5). */
import { Type, type Static } from 'typebox'
import { observableReference, text } from '../schema/kinds.ts'
import { observableObject } from '../schema/object.ts'

export const emailAddr = observableObject('email-addr', '6.5', {
  value: text('email'),
  display_name: Type.Optional(text()),
  belongs_to_ref: Type.Optional(observableReference('user-account')),
})
export type EmailAddr = Static<typeof emailAddr>
