/** A response's body as it arrives: bounded, never waited for without end, and cut short only with a coded error. */
import { TaxiiError } from '../errors.ts'

export type BodyOptions = {
  /** The longest silence in milliseconds; default: none. */
  timeoutMs?: number
  signal?: AbortSignal | undefined
}

/** The chunks of a body; throws TaxiiError `network` where it breaks off or falls silent, `aborted` where the signal fired. */
export async function* chunksOf(
  { body, url }: Response,
  { timeoutMs, signal }: BodyOptions = {},
): AsyncGenerator<Uint8Array, void> {
  const reader = body?.getReader()
  if (!reader) return
  try {
    for (;;) {
      const { done, value } = await within(timeoutMs, reader.read())
      if (done) return
      yield value
    }
  } catch (cause) {
    if (signal?.aborted) throw new TaxiiError('aborted', `${url}: aborted`, { cause })
    throw new TaxiiError('network', `${url}: the answer broke off`, { cause })
  } finally {
    // It has ended, failed, or is no longer wanted: whether it can still be cancelled does not matter.
    reader.cancel().catch(() => undefined)
  }
}

/** A response's text of at most `max` octets; throws TaxiiError `bad-response` beyond. */
export async function readText(
  response: Response,
  max: number,
  options: BodyOptions = {},
): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for await (const chunk of chunksOf(response, options)) {
    size += chunk.length
    if (size > max)
      throw new TaxiiError('bad-response', `${response.url}: answer larger than ${max} octets`)
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

async function within<T>(ms: number | undefined, work: Promise<T>): Promise<T> {
  if (ms === undefined) return work
  let timer: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing came for ${ms} ms`)), ms)
  })
  try {
    return await Promise.race([work, silence])
  } finally {
    clearTimeout(timer)
  }
}
