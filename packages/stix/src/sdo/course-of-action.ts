/** CourseOfAction (STIX 2.1, 4.3). */
import { Type, type Static } from 'typebox'
import { text } from '../schema/kinds.ts'
import { domainObject } from '../schema/object.ts'

export const courseOfAction = domainObject('course-of-action', '4.3', {
  name: text(),
  description: Type.Optional(text()),
})
export type CourseOfAction = Static<typeof courseOfAction>
