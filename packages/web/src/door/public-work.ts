/** Signs of a code that are not taken for each other. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A code by which whoever reports finds the report again, such as `7K3M-29QX-AB4C`. */
export function newCode(): string {
  // Bytes above the last whole row of signs are drawn again, so that none is likelier than another.
  const draw = (): string => {
    const [byte = 0] = crypto.getRandomValues(new Uint8Array(1))
    return byte < 240 ? SIGNS[byte % SIGNS.length]! : draw()
  }
  const group = () => Array.from({ length: 4 }, draw).join('')
  return [group(), group(), group()].join('-')
}

/** The answer whose hash with a challenge begins with so many zero bits: some ten thousand hashes for 14. Needs a secure page. */
export async function workFor(challenge: string, bits: number): Promise<string> {
  const bytes = new TextEncoder()
  for (let answer = 0; ; answer++) {
    const digest = await crypto.subtle.digest('SHA-256', bytes.encode(`${challenge}:${answer}`))
    if (new DataView(digest).getUint32(0) >>> (32 - bits) === 0) return String(answer)
  }
}
