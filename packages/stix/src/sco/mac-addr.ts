/** MacAddr (STIX 2.1, 6.10). */
import type { Static } from 'typebox'
import { text } from '../schema/kinds.ts'
import { observableObject } from '../schema/object.ts'

export const macAddr = observableObject('mac-addr', '6.10', {
  value: text('mac'),
})
export type MacAddr = Static<typeof macAddr>
