/** Whether planted words stand behind any door of the exchange, or in a mail of it. */
import { ALL_ROUTES } from '@tocsin/api'
import type { S5Stage } from './stage.ts'

type Place = { where: string; word: string }

/** What each reader gets from each door that is read without more, and from those of `ids`. Counts what was read. */
export async function findAtDoors(
  { node, mail }: S5Stage,
  readers: readonly string[],
  paths: readonly string[],
  words: readonly string[],
): Promise<{ found: Place[]; read: number }> {
  const open = ALL_ROUTES.filter(({ method, path }) => method === 'GET' && !path.includes(':')).map(
    ({ path }) => path,
  )
  const found: Place[] = mail.mails.flatMap(({ bytes, text }) =>
    inText('mail', Buffer.from(bytes).toString() + text, words),
  )
  let read = mail.mails.length
  for (const reader of [undefined, ...readers]) {
    const headers: Record<string, string> =
      reader === undefined ? {} : { cookie: await node.stage.cookieOf(reader) }
    for (const path of [...open, ...paths]) {
      const reply = await node.app.request(`${node.context.config.origin}${path}`, { headers })
      const text = Buffer.from(await reply.arrayBuffer()).toString('latin1')
      found.push(...inText(`${reader ?? 'anybody'} ${path}`, text, words))
      if (reply.status >= 500) found.push({ where: path, word: `status ${reply.status}` })
      if (reply.status === 200) read += 1
    }
  }
  return { found, read }
}

function inText(where: string, text: string, words: readonly string[]): Place[] {
  const small = text.toLowerCase()
  return words.filter((word) => small.includes(word.toLowerCase())).map((word) => ({ where, word }))
}
