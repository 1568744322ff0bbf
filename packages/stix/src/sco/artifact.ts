/** Artifact (STIX 2.1, 6.1). */
import { Type, type Static } from 'typebox'
import { dependsOn, exactlyOne } from '../schema/constraints.ts'
import { hashes, oneOf, text } from '../schema/kinds.ts'
import { observableObject } from '../schema/object.ts'

const ENCRYPTION = ['AES-256-GCM', 'ChaCha20-Poly1305', 'mime-type-indicated'] as const

export const artifact = observableObject(
  'artifact',
  '6.1',
  {
    mime_type: Type.Optional(text('media-type')),
    payload_bin: Type.Optional(text('binary')),
    url: Type.Optional(text('url', '6.1')),
    hashes: Type.Optional(hashes()),
    encryption_algorithm: Type.Optional(oneOf(ENCRYPTION, '10.4')),
    decryption_key: Type.Optional(text()),
  },
  [
    exactlyOne('payload_bin', 'url'),
    dependsOn('url', 'hashes'),
    dependsOn('decryption_key', 'encryption_algorithm'),
  ],
)
export type Artifact = Static<typeof artifact>
