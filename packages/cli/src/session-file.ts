/** A person's session kept in a file between commands: a case is for people, and no API key opens one. */
import { ApiError, signOut, type Client } from '@tocsin/api'
import { readFile, rm } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { openSession, type Session, sessionClient } from './session-client.ts'
import { writeWholeFiles } from './whole-file.ts'

/** A failure that the words of say all of. */
class SessionError extends Error {
  override readonly name = 'SessionError'
  readonly code = 'no-session'
}

/** The sign-in link: of `TOCSIN_LINK`, else the first line of standard input. Throws where there is none. */
export async function readLink(): Promise<string> {
  const given = process.env['TOCSIN_LINK'] ?? (await text(process.stdin)).split('\n')[0]
  const link = given?.trim() ?? ''
  if (link === '') throw new Error('give the sign-in link in TOCSIN_LINK or on standard input')
  return link
}

/** Signs in and keeps the session in a file that its owner alone reads. */
export async function keepSession(file: string, url: string): Promise<void> {
  const session = await openSession(url, await readLink())
  await writeWholeFiles([{ path: file, chunks: [`${JSON.stringify(session)}\n`] }])
}

/** Does `work` as the person of the session in a file. Throws SessionError where there is none or it has ended. */
export async function withSession<T>(
  file: string | undefined,
  work: (client: Client, session: Session) => Promise<T>,
): Promise<T> {
  const session = await readSession(file)
  try {
    return await work(sessionClient(session), session)
  } catch (error) {
    if (error instanceof ApiError && error.status === 401)
      throw new SessionError(
        'the session has ended: ask for a sign-in link and run `tocsin case sign-in` again',
      )
    throw error
  }
}

/** Ends the session and removes its file; one that has ended before is removed too. */
export async function endSession(file: string | undefined): Promise<void> {
  const session = await readSession(file)
  await sessionClient(session)(signOut).catch((error: unknown) => {
    if (!(error instanceof ApiError && error.status === 401)) throw error
  })
  await rm(placeOf(file))
}

function placeOf(file: string | undefined): string {
  const place = file ?? process.env['TOCSIN_SESSION']
  if (!place)
    throw new SessionError('name the file of `tocsin case sign-in`: --session or TOCSIN_SESSION')
  return place
}

async function readSession(file: string | undefined): Promise<Session> {
  const place = placeOf(file)
  const kept = await readFile(place, 'utf8').catch(() => {
    throw new SessionError(`${place}: no such file; run \`tocsin case sign-in\` first`)
  })
  try {
    const { origin, cookie } = JSON.parse(kept) as Partial<Session>
    if (origin !== undefined && cookie !== undefined && URL.canParse(origin))
      return { origin, cookie }
  } catch {
    // Said below, as for any other file that is no session.
  }
  throw new SessionError(`${place}: not a file of \`tocsin case sign-in\``)
}
