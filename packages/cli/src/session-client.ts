import { createClient, signIn, signOut, type Client } from '@tocsin/api'

/** A person's session as a browser has it. */
export type Session = { origin: string; cookie: string }

/**
 * Signs in by a one-time link as it was mailed, does `work` as that person, and signs out, whatever comes of it. The session is kept
 * in this process alone. Throws what the exchange answers, and for a link of another exchange.
 */
export async function asSignedIn<T>(
  url: string,
  link: string,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = sessionClient(await openSession(url, link))
  try {
    return await work(client)
  } finally {
    await client(signOut)
  }
}

/** Opens a session by a one-time link; throws where the link does not sign in, and for one of another exchange. */
export async function openSession(url: string, link: string): Promise<Session> {
  const token = tokenOf(url, link)
  const origin = new URL(url).origin
  const response = await fetch(new URL(signIn.path, origin), {
    method: signIn.method,
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ token }),
  })
  const cookie = response.headers.get('set-cookie')?.split(';')[0]
  if (!response.ok || !cookie)
    throw new Error(
      `the link does not sign in (${response.status}): it works once and for a short time; ask for a new one`,
    )
  return { origin, cookie }
}

/** Speaks as the person of a session. */
export function sessionClient({ origin, cookie }: Session): Client {
  return createClient({ base: origin, headers: { origin, cookie } })
}

function tokenOf(url: string, link: string): string {
  if (!URL.canParse(link)) throw new Error('the link is the whole address that was mailed')
  const { origin, hash } = new URL(link)
  if (origin !== new URL(url).origin) throw new Error(`the link is of ${origin}, not of ${url}`)
  const token = /[#&]token=([\w-]{16,200})/.exec(hash)?.[1]
  if (token === undefined) throw new Error('no sign-in link: it has #token= in it')
  return token
}
