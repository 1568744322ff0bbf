import * as stix from '@tocsin/stix'
import { expect, test } from 'vitest'

const deep = () => {
  let value: unknown = 'end'
  for (let i = 0; i < 10_000; i++) value = i % 2 === 0 ? [value] : { type: value }
  return value
}
const cyclic = () => {
  const value: Record<string, unknown> = { ...named, name: 'a' }
  value['object_marking_refs'] = value['external_references'] = [value]
  value['definition'] = value
  return value
}
const locked = (target: object) => {
  const refuse = () => {
    throw new RangeError('locked')
  }
  const traps = ['get', 'has', 'ownKeys', 'getPrototypeOf', 'getOwnPropertyDescriptor']
  return new Proxy(target, Object.fromEntries(traps.map((trap) => [trap, refuse])))
}
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}
const bomb = () => {
  let value: unknown = ['x']
  for (let i = 0; i < 90; i++) value = [value, value]
  return { ...named, x_bomb: value }
}

const named = {
  type: 'tool',
  id: 'tool--5d9b1c4e-0a0e-4a51-8d1e-1f2f5a3c7b10',
  modified: '2026-10-01T00:00:00.000Z',
}
const long = 'a'.repeat(50_000_000)
const getters = () => ({
  ...named,
  get name(): string {
    throw revoked()
  },
})

const VALUES: Readonly<Record<string, () => unknown>> = {
  undefined: () => undefined,
  null: () => null,
  'a number': () => 5,
  NaN: () => Number.NaN,
  'a bigint': () => 10n,
  'a symbol': () => Symbol('s'),
  'a function': () => () => 5,
  'a list': () => [named, null, 5],
  'an empty object': () => ({}),
  'no prototype': () => Object.create(null),
  'a map': () => new Map([[named, 5]]),
  'an object of wrong values': () => ({
    type: { a: 1 },
    id: 5,
    modified: [],
    objects: 5,
    object_marking_refs: [{ id: Object.create(null) }, Symbol('s')],
    granular_markings: [{ marking_ref: 5, selectors: [null, 5] }],
    external_references: [null],
  }),
  'a cycle': cyclic,
  'a proxy that throws': () => locked({}),
  'a list that throws': () => locked([]),
  'a revoked proxy': revoked,
  'getters that throw': getters,
  '10,000 levels': deep,
  'an object with 10,000 levels': () => ({ ...named, x_deep: deep(), labels: deep() }),
  'a bomb of shared references': bomb,
  'a long text': () => long,
  'an object of long texts': () => ({ ...named, type: long, name: long, [long]: long }),
  'keys of the prototype': () =>
    JSON.parse('{"__proto__":{"type":"tool"},"constructor":1,"toString":null,"type":"__proto__"}'),
}

const observed = {
  ...named,
  type: 'observed-data',
  first_observed: named.modified,
  last_observed: named.modified,
  number_observed: 1,
  objects: { 0: { type: 'file', name: 'a' } },
}

/** What else a function is given when one of its parameters is hostile. */
const GOOD: Readonly<Record<string, readonly unknown[]>> = {
  canonicalize: [named],
  newId: ['tool'],
  getMarkings: [named, { selectors: 'type', inherited: true, descendants: true }],
  isMarked: [named, { marking: stix.TLP.red.id, selectors: 'type' }],
  addMarkings: [named, { marking: stix.TLP.red, selectors: 'type' }],
  setMarkings: [named, { marking: stix.TLP.red }],
  removeMarkings: [named, { marking: stix.TLP.red }],
  clearMarkings: [named, { selectors: 'type' }],
  redact: [named, { allow: 'green', reissue: {} }],
  select: [named, 'type'],
  createObject: ['tool', { name: 'a' }, {}],
  createBundle: [[named], {}],
  isValid: [named, 'tool'],
  newVersion: [named, { name: 'b' }, {}],
  revoke: [named, {}],
  normalise: [named, {}],
  similarity: [{ ...named, id: 'x' }, named],
  isEquivalent: [{ ...named, id: 'x' }, named, 70],
  compareVersions: [named, named],
  decideVersion: [named, named],
  verifyVersion: [named, named],
  compareTimestamps: [named.modified, named.modified],
  tlpOf: [[stix.TLP.red.id], () => true],
  readDocuments: ['{}\n{}\n{', () => undefined],
  equivalentPatterns: ["[file:name = 'a']", "[file:name = 'b']"],
}

const matches = stix.compilePattern("[file:name = 'a' OR tool:name MATCHES 'a']")
const together = stix.findMatches("[file:name LIKE '%'] FOLLOWEDBY [EXISTS tool:name]")
const FUNCTIONS: Readonly<Record<string, (...input: never[]) => unknown>> = {
  ...Object.fromEntries(
    Object.entries(stix).flatMap(([name, value]) =>
      typeof value === 'function' && !/^[A-Z]/.test(name) ? [[name, value]] : [],
    ),
  ),
  'the function of compilePattern': matches,
  'the function of findMatches': together,
  'compilePattern over one object': (object: stix.StixObject) =>
    matches([{ type: 'bundle', id: 'bundle--1', objects: [observed, object] }]),
  'redact for a function': (object: stix.StixObject) => stix.redact(object, { allow: () => false }),
}

/** Every way of putting the value where a parameter stands, the others being good or missing. */
function callsWith(name: string, value: () => unknown): unknown[][] {
  const good = GOOD[name] ?? []
  const inputs: unknown[][] = [[value()], [value(), value()]]
  for (let i = 0; i < good.length; i++) inputs.push(good.with(i, value()))
  const options = good.at(-1)
  if (typeof options === 'object' && options !== null)
    for (const key of Object.keys(options))
      inputs.push([...good.slice(0, -1), { ...options, [key]: value() }])
  return inputs
}

/** What the call throws, null where it gives a result. */
function thrown(call: () => unknown): unknown {
  try {
    call()
    return null
  } catch (error) {
    return error
  }
}

test.each(Object.keys(FUNCTIONS))(
  '%s gives a result or a coded error, whatever it is given',
  (name) => {
    for (const [what, value] of Object.entries(VALUES))
      for (const input of callsWith(name, value)) {
        const error = thrown(() => FUNCTIONS[name]!(...(input as never[])))
        if (error === null) continue
        expect(error, what).toSatisfy(isCoded)
        expect((error as Error).message.length, what).toBeGreaterThan(5)
        expect((error as Error).message.length, what).toBeLessThan(1000)
      }
  },
)

function isCoded(error: unknown): boolean {
  return error instanceof stix.StixError || error instanceof stix.PatternError
}

test('validate never throws', () => {
  for (const value of Object.values(VALUES)) expect(stix.validate(value()).valid).toBe(false)
})

test.each([
  [() => stix.getMarkings(null!), 'invalid', 'the object is null, where an object is needed'],
  [() => stix.redact(named, 5 as never), 'invalid', 'the options is 5, where an object is needed'],
  [
    () => stix.similarity(named, [] as never),
    'invalid',
    'the b is a list, where an object is needed',
  ],
  [
    () => stix.normalise(getters()),
    'unreadable',
    'the object and options cannot be read: an error that cannot be read',
  ],
  [() => stix.canonicalize(locked({})), 'unreadable', 'the value cannot be read: locked'],
  [() => stix.canonicalize(bomb()), 'too-complex', 'more than 2000000 values'],
  [() => stix.observe(null!), 'invalid', 'the bundles are null, where a list is needed'],
])('the error says what is wrong and where (%#)', (call, code, message) => {
  expect(thrown(call)).toMatchObject({ code, message })
})

test('nothing gets into the prototype of objects', () => {
  const hostile = JSON.parse('{"__proto__":{"polluted":true}}') as object
  stix.newVersion(named, { ...hostile })
  stix.normalise({ ...named, ...hostile })
  stix.redact({ ...named, ...hostile }, { allow: 'clear' })
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
})
