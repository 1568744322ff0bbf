/** Addresses that were made harmless for reading ("defanged"), as reports write them, and back. */

/** A dot, a colon, slashes or an at sign in brackets, or an escaped dot. */
const BRACKETED =
  /\[(\.|dot|:|:\/\/|\/|@|at)\]|\((\.|dot|:|@|at)\)|\{(\.|dot|:|@|at)\}|\\\.|\[\.|\.\]/gi
const SCHEME = /^(h[tx*]{2}ps?|f[tx]p)(?=:|\[:)/i
/** Where the part of an address ends that names its host. */
const BEHIND_HOST = /[/?#]/

/**
 * What the address was before it was defanged. Of one that was not defanged nothing changes, so that a path keeps its
 * brackets. Linear in its length.
 */
export function refang(text: string): string {
  const scheme = SCHEME.exec(text)?.[0] ?? ''
  const whole = scheme === '' ? text : `${withScheme(scheme)}${text.slice(scheme.length)}`
  const opened = whole.replace(/^([a-z]+)(?:\[:\]|\[:\/\/\])(?:\/\/|\[\/\]\[\/\])?/i, '$1://')
  const start = /^[a-z][a-z0-9+.-]*:\/\//i.exec(opened)?.[0].length ?? 0
  const rest = opened.slice(start)
  const end = rest
    .replaceAll(/\[\/\]|\[:\/\/\]/g, (part) => '_'.repeat(part.length))
    .search(BEHIND_HOST)
  const host = end < 0 ? rest : rest.slice(0, end)
  const path = end < 0 ? '' : rest.slice(end)
  const live = unbracket(host)
  const wasDefanged = opened !== text || live !== host
  return opened.slice(0, start) + live + (wasDefanged ? unbracket(path) : path)
}

function withScheme(scheme: string): string {
  const lower = scheme.toLowerCase()
  if (lower.startsWith('f')) return 'ftp'
  return lower.endsWith('s') ? 'https' : 'http'
}

function unbracket(text: string): string {
  return text.replaceAll(BRACKETED, (sign) => {
    const inner = sign.replaceAll(/[[\](){}\\]/g, '').toLowerCase()
    if (inner === 'dot') return '.'
    return inner === 'at' ? '@' : inner
  })
}

/** The address so that no reader makes a link of it: `hxxps://a[.]example/x`. `refang` undoes it. */
export function defang(text: string): string {
  const scheme = /^(https?|ftp):\/\//i.exec(text)?.[0] ?? ''
  const rest = text.slice(scheme.length)
  const end = rest.search(BEHIND_HOST)
  const host = end < 0 ? rest : rest.slice(0, end)
  const dead = scheme.replace(/^h../i, 'hxxp'.slice(0, 3)).replace(/^ftp/i, 'fxp')
  return dead + host.replaceAll('.', '[.]') + (end < 0 ? '' : rest.slice(end))
}
