import { DetectError } from '@tocsin/detect'
import { StixError } from '@tocsin/stix/plain'
import { readTextFile } from './text-file.ts'

/** The text of a file beside the activity itself. Throws DetectError: NOT_FOUND, or WRONG_ENCODING with the byte's place. */
export function readDetectText(file: string): Promise<string> {
  return readTextFile(file).catch((cause: Error) => {
    const code = cause instanceof StixError ? 'WRONG_ENCODING' : 'NOT_FOUND'
    throw new DetectError(code, cause.message, { file }, { cause })
  })
}
