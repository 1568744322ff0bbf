/** DomainName (STIX 2.1, 6.4). */
import { Type, type Static } from 'typebox'
import { rule } from '../schema/constraints.ts'
import { listOf, observableReference, text } from '../schema/kinds.ts'
import { observableObject } from '../schema/object.ts'
import { should } from '../checks/run.ts'

/** Service names such as `_dmarc` hold underscores although the grammar of RFC 1034 has none. */
const noUnderscore = rule(({ value }, run) => {
  if (typeof value === 'string' && value.includes('_'))
    should(run, 'domain', 'RFC 1034 has no underscore in a name', undefined, 'value')
})

export const domainName = observableObject(
  'domain-name',
  '6.4',
  {
    value: text('domain'),
    resolves_to_refs: Type.Optional(
      listOf(observableReference('ipv4-addr', 'ipv6-addr', 'domain-name')),
    ),
  },
  [noUnderscore],
)
export type DomainName = Static<typeof domainName>
