/** Where an engine listens, as Spark Connect writes it: `sc://host:port/;token=…;use_ssl=true`. */
import { DetectError } from '../errors.ts'

export type Endpoint = {
  /** `host:port`, safe to show: without what follows it. */
  readonly address: string
  readonly token: string | null
  readonly tls: boolean
  readonly user: string
}

/** The port of Spark Connect where none is written. */
const PORT = 15002
const PARAMETERS = ['token', 'use_ssl', 'user_id']
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/i

/** Reads an endpoint; throws BAD_OPTION, which never cites a token. */
export function readEndpoint(written: string): Endpoint {
  const match = /^sc:\/\/(\[[0-9a-f:.]+\]|[^/:;@\s]+)(?::(\d{1,5}))?(?:\/(?:;(.*))?)?$/i.exec(
    written.trim(),
  )
  if (match === null)
    throw bad(
      'an engine is written sc://HOST:PORT, such as sc://lake.example.org:15002/;use_ssl=true',
    )
  const [, host, port = String(PORT), rest = ''] = match
  if (Number(port) < 1 || Number(port) > 65_535) throw bad(`there is no port ${port}`)
  const given = readParameters(rest)
  const token = given.get('token') ?? null
  const ssl = given.get('use_ssl')
  if (ssl !== undefined && !/^(true|false)$/i.test(ssl)) throw bad('use_ssl is true or false')
  const tls = ssl === undefined ? token !== null : /^true$/i.test(ssl)
  if (token !== null && !tls && !LOOPBACK.test(host!))
    throw bad('a token would travel readable to another machine: leave out use_ssl=false')
  return { address: `${host}:${port}`, token, tls, user: given.get('user_id') ?? 'tocsin' }
}

function readParameters(text: string): Map<string, string> {
  const given = new Map<string, string>()
  for (const part of text.split(';').filter(Boolean)) {
    const at = part.indexOf('=')
    const name = part.slice(0, at < 0 ? part.length : at)
    if (!PARAMETERS.includes(name))
      throw bad(`"${name.slice(0, 40)}" is no parameter here; they are ${PARAMETERS.join(', ')}`)
    const value = at < 0 ? '' : part.slice(at + 1)
    if (value === '' || given.has(name)) throw bad(`${name} is to be written once, with its value`)
    given.set(name, decode(name, value))
  }
  return given
}

function decode(name: string, value: string): string {
  try {
    return decodeURIComponent(value)
  } catch (cause) {
    throw new DetectError('BAD_OPTION', `the value of ${name} is not URL-encoded`, {}, { cause })
  }
}

function bad(message: string) {
  return new DetectError('BAD_OPTION', message)
}
