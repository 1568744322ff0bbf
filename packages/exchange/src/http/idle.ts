import { ExchangeError } from '../errors.ts'

/** Passes chunks on as they come; throws where none comes for `seconds`, so that nobody holds a place by sending nothing. */
export async function* unlessIdle<T>(chunks: AsyncIterable<T>, seconds: number): AsyncGenerator<T> {
  const iterator = chunks[Symbol.asyncIterator]()
  for (;;) {
    let timer: NodeJS.Timeout | undefined
    const idle = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        const message = `nothing more of the body came for ${seconds} seconds`
        reject(new ExchangeError('bad-request', message, { path: '/body' }))
      }, seconds * 1000)
    })
    try {
      const next = await Promise.race([iterator.next(), idle])
      if (next.done) return
      yield next.value
    } finally {
      clearTimeout(timer)
    }
  }
}
