/** Bytes of a stream as lines of text, bounded in length. */
import { StringDecoder } from 'node:string_decoder'

/** As in files: nothing longer is a post. */
export const LONGEST_LINE = 16 * 2 ** 20

/**
 * Hands over the whole lines of each chunk, and what is left at the end. A line that is too long is told by its
 * number and handed over empty: it must not end a watch, nor fill the memory.
 */
export async function* readLines(
  input: AsyncIterable<Uint8Array>,
  onTooLong: (line: number) => void,
): AsyncGenerator<string[]> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  let count = 0
  let isSkipping = false
  for await (const chunk of input) {
    const lines = (rest + decoder.write(chunk as Buffer)).split('\n')
    rest = lines.pop()!
    if (isSkipping && lines.length > 0) {
      lines[0] = ''
      isSkipping = false
    }
    count += lines.length
    if (isSkipping) rest = ''
    else if (rest.length > LONGEST_LINE) {
      onTooLong(count + 1)
      isSkipping = true
      rest = ''
    }
    if (lines.length > 0) yield lines
  }
  if (rest !== '') yield [rest + decoder.end()]
}
