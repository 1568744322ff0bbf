/** Bytes of a stream as lines of text, bounded in length. */
import { StringDecoder } from 'node:string_decoder'
import { DetectError } from '@tocsin/detect'

/** As in files: nothing longer is a post. */
const LONGEST_LINE = 16 * 2 ** 20

/** Hands over the whole lines of each chunk, and what is left at the end; throws LINE_TOO_LONG. */
export async function* readLines(input: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  let count = 0
  for await (const chunk of input) {
    const lines = (rest + decoder.write(chunk as Buffer)).split('\n')
    rest = lines.pop()!
    count += lines.length
    if (rest.length > LONGEST_LINE)
      throw new DetectError('LINE_TOO_LONG', `longer than ${LONGEST_LINE} characters`, {
        line: count + 1,
      })
    if (lines.length > 0) yield lines
  }
  if (rest !== '') yield [rest + decoder.end()]
}
