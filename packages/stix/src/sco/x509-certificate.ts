/** X509Certificate (STIX 2.1, 6.18). */
import { Type, type Static } from 'typebox'
import { part } from '../schema/common.ts'
import { atLeastOne } from '../schema/constraints.ts'
import { bool, hashes, integer, text, timestamp } from '../schema/kinds.ts'
import { observableObject } from '../schema/object.ts'

const V3 = {
  basic_constraints: Type.Optional(text()),
  name_constraints: Type.Optional(text()),
  policy_constraints: Type.Optional(text()),
  key_usage: Type.Optional(text()),
  extended_key_usage: Type.Optional(text()),
  subject_key_identifier: Type.Optional(text()),
  authority_key_identifier: Type.Optional(text()),
  subject_alternative_name: Type.Optional(text()),
  issuer_alternative_name: Type.Optional(text()),
  subject_directory_attributes: Type.Optional(text()),
  crl_distribution_points: Type.Optional(text()),
  inhibit_any_policy: Type.Optional(text()),
  private_key_usage_period_not_before: Type.Optional(timestamp()),
  private_key_usage_period_not_after: Type.Optional(timestamp()),
  certificate_policies: Type.Optional(text()),
  policy_mappings: Type.Optional(text()),
}

const v3Extensions = part('6.18.2', V3, [atLeastOne(...Object.keys(V3))])

const OWN = [
  'is_self_signed',
  'hashes',
  'version',
  'serial_number',
  'signature_algorithm',
  'issuer',
  'validity_not_before',
  'validity_not_after',
  'subject',
  'subject_public_key_algorithm',
  'subject_public_key_modulus',
  'subject_public_key_exponent',
  'x509_v3_extensions',
]

export const x509Certificate = observableObject(
  'x509-certificate',
  '6.18',
  {
    is_self_signed: Type.Optional(bool()),
    hashes: Type.Optional(hashes()),
    version: Type.Optional(text()),
    serial_number: Type.Optional(text()),
    signature_algorithm: Type.Optional(text()),
    issuer: Type.Optional(text()),
    validity_not_before: Type.Optional(timestamp()),
    validity_not_after: Type.Optional(timestamp()),
    subject: Type.Optional(text()),
    subject_public_key_algorithm: Type.Optional(text()),
    subject_public_key_modulus: Type.Optional(text()),
    subject_public_key_exponent: Type.Optional(integer()),
    x509_v3_extensions: Type.Optional(v3Extensions),
  },
  [atLeastOne(...OWN)],
)
export type X509Certificate = Static<typeof x509Certificate>
