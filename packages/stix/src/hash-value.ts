/** What the values of hash algorithms look like (STIX 2.1, 10.7 and the algorithms' own papers). */

const DIGITS: ReadonlyMap<string, number> = new Map([
  ['MD5', 32],
  ['SHA-1', 40],
  ['RIPEMD-160', 40],
  ['SHA-224', 56],
  ['SHA-256', 64],
  ['SHA-384', 96],
  ['SHA-512', 128],
  ['SHA3-224', 56],
  ['SHA3-256', 64],
  ['SHA3-384', 96],
  ['SHA3-512', 128],
  ['WHIRLPOOL', 128],
])

/** Whether the values of the algorithm are hexadecimal digits, in which capitals say nothing. */
export function isHexadecimal(algorithm: string): boolean {
  return DIGITS.has(algorithm)
}

/** Whether the text can be a value of the algorithm, named as in hash-algorithm-ov; of unknown ones anything can. */
export function isHashValue(algorithm: string, text: string): boolean {
  const digits = DIGITS.get(algorithm)
  if (digits !== undefined) return text.length === digits && !/[^0-9A-Fa-f]/.test(text)
  if (algorithm === 'SSDEEP') return text.length <= 200 && /^[A-Za-z0-9/+:.]+$/.test(text)
  if (algorithm === 'TLSH') return /^(?:T1)?[0-9A-Za-z]{70}$/.test(text)
  return true
}

const NAMES: ReadonlyMap<string, string> = new Map(
  [...DIGITS.keys(), 'SSDEEP', 'TLSH'].map((name) => [bare(name), name]),
)

/** The name in hash-algorithm-ov of an algorithm written in any case, with or without hyphens (`sha256`). */
export function algorithmNamed(name: string): string {
  return NAMES.get(bare(name)) ?? name
}

function bare(name: string): string {
  return name.toUpperCase().replaceAll('-', '')
}
