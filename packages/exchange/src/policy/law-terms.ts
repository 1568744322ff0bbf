/** What the conditions of a charter's rules may say, so that every answer can be worked out beforehand: comparisons with what is written there. */
import type { PolicyJson } from '@cedar-policy/cedar-wasm/nodejs'
import { MemberKind, Pap, PURPOSES, Tlp } from '@tocsin/api'

/** What a rule's answer can depend on: named values by name, and the numbers that days and times are compared with. */
export type Spoken = {
  names: ReadonlySet<Named>
  days: readonly number[]
  times: readonly number[]
}

type Named = 'kind' | 'sender' | 'tlp' | 'pap' | 'purpose' | 'exit'

const literals = (union: { anyOf: { const: string }[] }) => union.anyOf.map((one) => one.const)

/** Exits at which a release is made. */
const EXITS = ['api', 'taxii'] as const

const VALUES: Record<Named, readonly string[]> = {
  kind: literals(MemberKind),
  sender: literals(MemberKind),
  tlp: literals(Tlp),
  pap: literals(Pap),
  purpose: PURPOSES,
  exit: EXITS,
}
const FIELDS: Record<string, Named | 'days' | 'time'> = {
  'principal.kind': 'kind',
  'resource.sender.kind': 'sender',
  'resource.tlp': 'tlp',
  'resource.pap': 'pap',
  'resource.purpose': 'purpose',
  'resource.keptDays': 'days',
  'context.exit': 'exit',
  'context.now': 'time',
}
const MOST_DAYS = 36_500

type Json = { [key: string]: Json } | Json[] | string | number | boolean | null
type Found = { names: Set<Named>; days: number[]; times: number[] }

/** Thrown within this file alone. */
class Unreadable extends Error {
  readonly near: string
  constructor(message: string, near: string) {
    super(message)
    this.near = near
  }
}

/** What the conditions speak of, or what stands in the way of working them out and a word near its place. */
export function readConditions(
  conditions: PolicyJson['conditions'],
): Spoken | { message: string; near: string } {
  const found: Found = { names: new Set(), days: [], times: [] }
  try {
    for (const { body } of conditions) read(body as unknown as Json, found)
    return found
  } catch (cause) {
    if (!(cause instanceof Unreadable)) throw cause
    return { message: cause.message, near: cause.near }
  }
}

function read(expression: Json, found: Found): void {
  const [operator, body] = entryOf(expression)
  if (operator === 'Value' && typeof body === 'boolean') return
  if (operator === '&&' || operator === '||') {
    const { left, right } = body as { left: Json; right: Json }
    read(left, found)
    read(right, found)
  } else if (operator === '!') {
    read((body as { arg: Json }).arg, found)
  } else if (operator === 'contains') {
    readSet(body as { left: Json; right: Json }, found)
  } else if (['==', '!=', '<', '<=', '>', '>='].includes(operator)) {
    readComparison(operator, body as { left: Json; right: Json }, found)
  } else {
    throw new Unreadable(
      `“${operator}” cannot be worked out beforehand: a charter compares what is asked with what is written, by ==, !=, <, <=, >, >= and [ ].contains( ), joined by &&, || and !`,
      operator,
    )
  }
}

function readSet({ left, right }: { left: Json; right: Json }, found: Found): void {
  const [kind, items] = entryOf(left)
  const field = fieldOf(right)
  if (kind !== 'Set' || !Array.isArray(items) || !field)
    throw new Unreadable('write ["…", "…"].contains(…) with a list that is written out', 'contains')
  const what = FIELDS[field]!
  if (what === 'time') throw new Unreadable('compare a time by < and >=', 'contains')
  for (const item of items) readValue(field, item, found)
}

function readComparison(
  operator: string,
  { left, right }: { left: Json; right: Json },
  found: Found,
): void {
  const field = fieldOf(left) ?? fieldOf(right)
  if (!field)
    throw new Unreadable(
      `“${operator}” compares nothing that is asked: one side is principal.kind, resource.sender.kind, resource.tlp, resource.pap, resource.purpose, resource.keptDays, context.exit or context.now`,
      nearOf(left) ?? nearOf(right) ?? operator,
    )
  readValue(field, fieldOf(left) ? right : left, found)
  const isNamed = FIELDS[field] !== 'time' && FIELDS[field] !== 'days'
  if (isNamed && !['==', '!='].includes(operator))
    throw new Unreadable(`${field} is a name and has no order: write == or !=`, field)
}

function readValue(field: string, value: Json, found: Found): void {
  const what = FIELDS[field]!
  const [kind, body] = entryOf(value)
  if (what === 'time') return void found.times.push(readTime(kind, body, field))
  if (kind !== 'Value') throw new Unreadable(`${field} is compared with what is written out`, field)
  if (what === 'days') {
    if (typeof body !== 'number' || body < 0 || body > MOST_DAYS)
      throw new Unreadable(`${field} is compared with days from 0 to ${MOST_DAYS}`, field)
    found.days.push(body)
  } else {
    if (typeof body !== 'string' || !VALUES[what].includes(body))
      throw new Unreadable(
        `${field} is never ${JSON.stringify(body)}: it is ${VALUES[what].join(', ')}`,
        typeof body === 'string' ? `"${body}"` : field,
      )
    found.names.add(what)
  }
}

function readTime(kind: string, body: Json, field: string): number {
  const [argument] = Array.isArray(body) ? body : []
  const [literal, text] = argument === undefined ? ['', null] : entryOf(argument)
  if (kind !== 'datetime' || literal !== 'Value' || typeof text !== 'string')
    throw new Unreadable(`${field} is compared with datetime("2027-01-01T00:00:00Z")`, field)
  const at = Date.parse(text.length === 10 ? `${text}T00:00:00Z` : text)
  if (Number.isNaN(at) || at % 1000 !== 0)
    throw new Unreadable('a charter names instants to the whole second', text)
  return at
}

/** The field that an expression is, as it is written; undefined for anything else. */
function fieldOf(expression: Json): string | undefined {
  const path = pathOf(expression)
  if (path === undefined || !path.includes('.')) return undefined
  if (!Object.hasOwn(FIELDS, path))
    throw new Unreadable(
      `a charter cannot speak of ${path}: it speaks of ${Object.keys(FIELDS).join(', ')}`,
      path,
    )
  return path
}

function pathOf(expression: Json): string | undefined {
  const [kind, body] = entryOf(expression)
  if (kind === 'Var') return String(body)
  if (kind !== '.') return undefined
  const { left, attr } = body as { left: Json; attr: string }
  const before = pathOf(left)
  return before === undefined ? undefined : `${before}.${attr}`
}

/** A word of an expression by which its place may be found. */
function nearOf(expression: Json): string | undefined {
  const [kind, body] = entryOf(expression)
  if (kind === 'Value') return undefined
  return typeof body === 'object' && body !== null && !Array.isArray(body) && 'attr' in body
    ? String(body['attr'])
    : kind
}

function entryOf(expression: Json): [string, Json] {
  if (typeof expression !== 'object' || expression === null || Array.isArray(expression))
    return ['', expression]
  const [first] = Object.entries(expression)
  return first ?? ['', null]
}
