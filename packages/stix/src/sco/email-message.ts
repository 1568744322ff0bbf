/** EmailMessage (STIX 2.1, 6.6). */
import { Type, type Static } from 'typebox'
import { part } from '../schema/common.ts'
import { exactlyOne, rule } from '../schema/constraints.ts'
import { bool, dictionary, listOf, observableReference, text, timestamp } from '../schema/kinds.ts'
import { observableObject } from '../schema/object.ts'
import { must } from '../checks/run.ts'

const mimePart = part(
  '6.6.2',
  {
    body: Type.Optional(text()),
    body_raw_ref: Type.Optional(observableReference('artifact', 'file')),
    content_type: Type.Optional(text()),
    content_disposition: Type.Optional(text()),
  },
  [exactlyOne('body', 'body_raw_ref')],
)

const bodyFits = rule((object, run) => {
  const wrong = object['is_multipart'] === true ? 'body' : 'body_multipart'
  if (typeof object['is_multipart'] === 'boolean' && Object.hasOwn(object, wrong))
    must(run, 'mutually-exclusive', `${wrong} does not go with this is_multipart`, undefined, wrong)
})

/** Headers that have a property of their own may not be repeated among the additional ones. */
const OWN_HEADERS = /^(?:date|received|content-type|from|sender|to|cc|bcc|message-id|subject)$/i

const ownHeaders = rule(({ additional_header_fields: fields }, run) => {
  if (typeof fields !== 'object' || fields === null) return
  for (const name of Object.keys(fields))
    if (OWN_HEADERS.test(name.replaceAll('_', '-')))
      must(
        run,
        'email-header',
        `${name} has a property of its own`,
        undefined,
        'additional_header_fields',
      )
})

export const emailMessage = observableObject(
  'email-message',
  '6.6',
  {
    is_multipart: bool(),
    date: Type.Optional(timestamp()),
    content_type: Type.Optional(text()),
    from_ref: Type.Optional(observableReference('email-addr')),
    sender_ref: Type.Optional(observableReference('email-addr')),
    to_refs: Type.Optional(listOf(observableReference('email-addr'))),
    cc_refs: Type.Optional(listOf(observableReference('email-addr'))),
    bcc_refs: Type.Optional(listOf(observableReference('email-addr'))),
    message_id: Type.Optional(text()),
    subject: Type.Optional(text()),
    received_lines: Type.Optional(listOf(text())),
    additional_header_fields: Type.Optional(dictionary<string | string[]>('text-or-list')),
    body: Type.Optional(text()),
    body_multipart: Type.Optional(listOf(mimePart)),
    raw_email_ref: Type.Optional(observableReference('artifact')),
  },
  [bodyFits, ownHeaders],
)
export type EmailMessage = Static<typeof emailMessage>
