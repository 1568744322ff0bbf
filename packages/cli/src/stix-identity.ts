/** The STIX identity that a bundle names as its author. */
import { DetectError, type StixObject } from '@tocsin/detect'
import { validate } from '@tocsin/stix'
import { readDetectText } from './detect-text.ts'

/** Throws NOT_FOUND, WRONG_ENCODING, or MALFORMED for what is no valid identity. */
export async function readIdentity(file: string): Promise<StixObject> {
  const text = await readDetectText(file)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new DetectError('MALFORMED', (cause as Error).message, { file }, { cause })
  }
  const fault = validate(value).faults.find(({ level }) => level === 'must')
  if (fault) throw new DetectError('MALFORMED', `no valid STIX object: ${fault.message}`, { file })
  const object = value as StixObject
  if (object.type !== 'identity')
    throw new DetectError('MALFORMED', `a STIX ${object.type}, and no identity`, { file })
  return object
}
