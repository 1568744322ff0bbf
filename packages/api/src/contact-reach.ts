import Type from 'typebox'
import { Line, PhoneNumber } from './scalars.ts'
import { LONGEST_WAYS } from './ways.ts'

/** By what somebody is reached beside mail; notices go to the numbers for machines too. */
export const ContactReach = {
  /** A number for people to call. */
  phone: Type.Optional(Line),
  /** Numbers that take SMS, calls in which a machine speaks, and faxes. */
  sms: Type.Optional(PhoneNumber),
  voice: Type.Optional(PhoneNumber),
  fax: Type.Optional(PhoneNumber),
  /** In which order and at which hours, as `parseWays` reads it; absent: by all numbers for machines at once, at any hour. */
  ways: Type.Optional(Type.String({ minLength: 1, maxLength: LONGEST_WAYS })),
  /** IANA time zone of the hours; absent: that of the place. */
  timeZone: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
}
