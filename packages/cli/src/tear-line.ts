/** Whether a lower version is tied to a source that was opened: the commitment in it, against salt and source. */
import { commitmentOf, ProofError } from '@tocsin/proof'
import { canonicalize } from '@tocsin/stix/plain'
import { hash } from 'node:crypto'

/** The published extension in which the terms of a release say its tie. */
const TERMS = 'extension-definition--b2a79f75-4384-4ece-b56b-88012cfbe01f'

export type Tie = { commitment: string; release: string; objects: number }

/**
 * Checks that the commitment in the terms of a bundle is the one to the source in an opening, under its salt. It says nothing of
 * whether the lower version says the same as the source. Throws ProofError.
 */
export function verifyTearLine(openingBytes: Uint8Array, bundleBytes: Uint8Array): Tie {
  const opening = toRecord(openingBytes, 'the opening')
  const bundle = toRecord(bundleBytes, 'the lower version')
  const { salt, source } = opening
  if (typeof salt !== 'string' || !Array.isArray(source))
    throw new ProofError('malformed-packet', 'the opening holds no salt and source')
  const bytes = Buffer.from(salt, 'base64')
  if (bytes.length !== 32) throw new ProofError('malformed-packet', 'the salt has not 32 bytes')
  const made = commitmentOf(bytes, hash('sha256', canonicalize(source), 'buffer'))
  const commitment = Buffer.from(made).toString('base64')
  const ties = tiesIn(bundle)
  if (ties.length === 0)
    throw new ProofError('malformed-packet', 'the lower version says no tie to any source')
  const tie = ties.find((one) => one.commitment === commitment)
  if (!tie)
    throw new ProofError(
      'wrong-payload',
      'the commitment in the lower version is not to this source',
    )
  return { commitment, release: tie.release, objects: source.length }
}

function tiesIn({ objects }: Record<string, unknown>): { commitment: string; release: string }[] {
  if (!Array.isArray(objects)) return []
  return objects.flatMap((object: Extended | null) => {
    const terms = object?.extensions?.[TERMS]
    const commitment = terms?.tear_line?.commitment
    return typeof commitment === 'string'
      ? [{ commitment, release: String(terms?.release_id ?? '') }]
      : []
  })
}

type Extended = {
  extensions?: Record<string, { release_id?: unknown; tear_line?: { commitment?: unknown } }>
}

function toRecord(bytes: Uint8Array, what: string): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new ProofError('malformed-packet', `${what} is not JSON`, { cause })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ProofError('malformed-packet', `${what} is not a JSON object`)
  return value as Record<string, unknown>
}

/** What the check proves, and what not. */
export function describeTie(file: string, { release, objects, commitment }: Tie): string {
  return [
    `PROVEN: the lower version was tied to the source in ${JSON.stringify(file)}.`,
    '',
    `  release       ${JSON.stringify(release)}`,
    `  source        ${objects} objects`,
    `  commitment    ${commitment}`,
    '',
    'It proves which source the lower version was bound to, not that it says the same. That the bundle is as it was sent is',
    'not checked: the receipt of the release holds the same commitment.',
  ].join('\n')
}
