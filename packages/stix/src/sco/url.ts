/** Url (STIX 2.1, 6.15). */
import type { Static } from 'typebox'
import { text } from '../schema/kinds.ts'
import { observableObject } from '../schema/object.ts'

export const url = observableObject('url', '6.15', {
  value: text('url', '6.15'),
})
export type Url = Static<typeof url>
