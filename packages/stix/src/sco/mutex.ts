/** Mutex (STIX 2.1, 6.11). */
import type { Static } from 'typebox'
import { text } from '../schema/kinds.ts'
import { observableObject } from '../schema/object.ts'

export const mutex = observableObject('mutex', '6.11', {
  name: text(),
})
export type Mutex = Static<typeof mutex>
