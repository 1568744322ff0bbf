/** The first line of a CSV file that ends otherwise than the one before it, which its parser refuses. */
import { createReadStream } from 'node:fs'
import { DetectError } from '../../errors.ts'

const [QUOTE, NEWLINE, RETURN] = [34, 10, 13]

/** MALFORMED with the line, or null where all lines of all `files` end alike; line breaks in quotes are none. */
export async function findOtherEnding(files: readonly string[]): Promise<DetectError | null> {
  for (const file of files.filter((name) => !/\.gz$/i.test(name))) {
    const line = await findInFile(file)
    if (line !== null)
      return new DetectError('MALFORMED', 'the line ends otherwise (CR, LF) than those before it', {
        file,
        line,
      })
  }
  return null
}

async function findInFile(file: string): Promise<number | null> {
  let line = 1
  let quoted = false
  let previous = 0
  let first: string | null = null
  const isOther = (ending: string) => (first ??= ending) !== ending
  for await (const bytes of createReadStream(file) as AsyncIterable<Buffer>)
    for (const byte of bytes) {
      if (byte === QUOTE) quoted = !quoted
      const ends = !quoted && (byte === NEWLINE || previous === RETURN)
      if (ends && isOther(byte !== NEWLINE ? 'CR' : previous === RETURN ? 'CRLF' : 'LF'))
        return line
      if (byte === NEWLINE || (ends && byte !== NEWLINE)) line++
      previous = byte
    }
  return null
}
