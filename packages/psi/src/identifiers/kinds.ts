/**
 * Kinds of identifier, and how many of each could be guessed. `bits` is log2 of the identifiers that somebody could list without
 * knowing any: what is named is taken from the numbering itself where it has one (IPv4, telephone numbers), and is otherwise an
 * order of magnitude of what is publicly listed (names under top-level domains, handles). It is an assumption, and low on purpose.
 */
export const IDENTIFIER_KINDS = [
  'domain',
  'url',
  'ipv4',
  'ipv6',
  'email',
  'phone',
  'handle',
  'account',
  'sha256',
] as const
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number]

type KindFacts = {
  /** log2 of how many of them could be guessed. */
  readonly bits: number
  /** It stands for a person or an account: what a government body may not look up at a platform. */
  readonly isPersonal: boolean
  /** It means something on one platform alone, which is part of what is matched. */
  readonly ofPlatform: boolean
}

export const KINDS: { readonly [kind in IdentifierKind]: KindFacts } = {
  domain: { bits: 29, isPersonal: false, ofPlatform: false },
  url: { bits: 40, isPersonal: false, ofPlatform: false },
  ipv4: { bits: 32, isPersonal: false, ofPlatform: false },
  ipv6: { bits: 40, isPersonal: false, ofPlatform: false },
  email: { bits: 33, isPersonal: true, ofPlatform: false },
  phone: { bits: 30, isPersonal: true, ofPlatform: false },
  handle: { bits: 28, isPersonal: true, ofPlatform: true },
  account: { bits: 30, isPersonal: true, ofPlatform: true },
  // Nobody lists files that nobody has; what is publicly known by its hash is far less.
  sha256: { bits: 64, isPersonal: false, ofPlatform: false },
}

export function isIdentifierKind(text: string): text is IdentifierKind {
  return (IDENTIFIER_KINDS as readonly string[]).includes(text)
}
