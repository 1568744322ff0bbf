/** Seeded mutations of valid STIX, for fuzzing: wrong kinds of values, hostile keys, swapped parts, broken text. */

/** A small seeded generator (mulberry32): the same seed gives the same run. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const deep = (levels: number) => {
  let value: unknown = 'end'
  for (let i = 0; i < levels; i++) value = i % 2 === 0 ? [value] : { level: value }
  return value
}
const cycle = () => {
  const value: Record<string, unknown> = { type: 'note' }
  value['self'] = value
  value['list'] = [value, value]
  return value
}
const thrower = () => ({
  get type(): string {
    throw new Error('no')
  },
})
const closed = () =>
  new Proxy(
    {},
    {
      ownKeys() {
        throw new TypeError('closed')
      },
    },
  )

/** Made anew each time, because a mutation may change what an earlier one put in. */
const NUMBERS = [0, -0, Number.NaN, Number.POSITIVE_INFINITY, 1e308, 2 ** 53]
const TEXTS = ['', '\ud800', '\u0000', '__proto__', 'a'.repeat(10_000), '2024-02-30T25:61:61Z']
const SCALARS: readonly unknown[] = [null, undefined, true, 10n, Symbol('s'), ...NUMBERS, ...TEXTS]

const MAKERS: readonly (() => unknown)[] = [
  ...SCALARS.map((value) => () => value),
  () => [],
  () => ({}),
  () => [[]],
  () => [null],
  () => ({ constructor: 1 }),
  () => JSON.parse('{"__proto__":{"type":"note"},"hasOwnProperty":1,"toString":null}') as unknown,
  () => () => 1,
  () => new Date(0),
  () => deep(300),
  cycle,
  thrower,
  closed,
]

function hostile(random: () => number): unknown {
  return pick(MAKERS, random)()
}

function pick<T>(list: readonly T[], random: () => number): T {
  return list[Math.floor(random() * list.length)]!
}

/** Changes one to four places of the value, which must be a fresh copy. */
export function mutate(value: unknown, random: () => number): unknown {
  const changes = 1 + Math.floor(random() * 4)
  let root = value
  for (let i = 0; i < changes; i++) root = mutateOnce(root, random)
  return root
}

function mutateOnce(root: unknown, random: () => number): unknown {
  let at = root
  for (let depth = 0; depth < 6; depth++) {
    if (typeof at !== 'object' || at === null || !isOpen(at)) break
    const key = pick(Object.keys(at), random)
    const container = at as Record<string, unknown>
    const next = key === undefined ? undefined : container[key]
    if (key === undefined || random() < 0.4) {
      change(container, key ?? 'x', random)
      return root
    }
    at = next
  }
  return random() < 0.05 ? hostile(random) : root
}

/** Whether the object can be read at all: some of the hostile values cannot. */
function isOpen(value: object): boolean {
  try {
    return Object.values(value).length > 0
  } catch {
    return false
  }
}

function change(container: Record<string, unknown>, key: string, random: () => number): void {
  const kind = random()
  if (kind < 0.2) Reflect.deleteProperty(container, key)
  else if (kind < 0.5) Reflect.set(container, key, hostile(random))
  else if (kind < 0.7)
    Reflect.set(container, Array.isArray(container) ? '0' : pick(KEYS, random), hostile(random))
  else if (kind < 0.85)
    Reflect.set(container, key, container[pick(Object.keys(container), random)!])
  else
    Reflect.set(
      container,
      key,
      scramble(typeof container[key] === 'string' ? container[key] : key, random),
    )
}

const KEYS = [
  '__proto__x',
  'constructor',
  'extensions',
  'granular_markings',
  'objects',
  'a',
  'A',
  'a\n',
  '\ud800',
  'x'.repeat(300),
]

/** Changes one to eight characters of a text: replaced, doubled, cut. */
export function scramble(text: string, random: () => number): string {
  let out = text.slice(0, 100_000)
  const changes = 1 + Math.floor(random() * 8)
  for (let i = 0; i < changes; i++) {
    const at = Math.floor(random() * (out.length + 1))
    const kind = random()
    const middle = kind < 0.6 ? pick(CHARACTERS, random) : kind < 0.8 ? out.slice(at, at + 20) : ''
    out = out.slice(0, at) + middle + out.slice(kind < 0.8 ? at + 1 : at + 5)
  }
  return out
}

const CHARACTERS = [...'{}[]":,\\u0.-eE+ \n\t\u0000\u2028é', '\ud83d', '"type":"bundle"', '[{"']
