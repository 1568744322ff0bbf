/** Report (STIX 2.1, 4.16). */
import { Type, type Static } from 'typebox'
import { listOf, reference, text, timestamp, vocabulary } from '../schema/kinds.ts'
import { domainObject } from '../schema/object.ts'

export const report = domainObject('report', '4.16', {
  name: text(),
  description: Type.Optional(text()),
  report_types: Type.Optional(listOf(vocabulary('report-type-ov'))),
  published: timestamp(),
  object_refs: listOf(reference()),
})
export type Report = Static<typeof report>
