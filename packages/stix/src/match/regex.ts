/**
 * MATCHES (STIX 2.1, 9.6.1) by RE2, whose time is linear in the value: a search for the expression anywhere in it, where
 * a dot takes every character. Strings are compared in NFC, bytes as characters below 256.
 */
import { RE2JS, RE2JSException } from 're2js'
import { byteText, isByteText } from './bytes.ts'
import { spend, type Meter } from './meter.ts'
import type { ValueTest } from './path.ts'
import { beyondLinear, fromPerl } from './perl.ts'
import type { Refuse } from './refuse.ts'
import { costOfCompiling, estimateInstructions } from './regex-size.ts'

const MAX_LENGTH = 8192

/** Instructions of all expressions of one pattern, with what it takes to compile them. */
export const MAX_INSTRUCTIONS = 100_000

const TOO_LARGE = `regular expressions of more than ${MAX_INSTRUCTIONS} instructions`

/** Refuses an expression that is none, is too large or needs more than linear time (`bad-regex`); takes its size off `room`. */
export function compileMatches(expression: string, room: Meter, refuse: Refuse): ValueTest {
  if (expression.length > MAX_LENGTH)
    refuse('bad-regex', `a regular expression of more than ${MAX_LENGTH} characters`)
  if (estimateInstructions(expression) + costOfCompiling(expression) > room.left)
    refuse('bad-regex', TOO_LARGE)
  const forText = compileExpression(expression.normalize('NFC'), true, room, refuse)
  const forBytes = isByteText(expression)
    ? compileExpression(expression, false, room, refuse)
    : undefined
  return (value, meter) => {
    if (typeof value === 'string') return forText(value.normalize('NFC'), meter)
    const bytes = byteText(value)
    return bytes !== undefined && forBytes !== undefined && forBytes(bytes, meter)
  }
}

type Search = (text: string, meter: Meter) => boolean

function compileExpression(
  expression: string,
  isUnicode: boolean,
  room: Meter,
  refuse: Refuse,
): Search {
  let compiled: RE2JS
  try {
    compiled = RE2JS.compile(fromPerl(expression, isUnicode), RE2JS.DOTALL)
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error
    const beyond = beyondLinear(expression)
    refuse(
      'bad-regex',
      beyond === null
        ? error.message.slice(0, 200)
        : `the regular expression uses ${beyond}, which cannot be matched in linear time`,
    )
  }
  room.left -= compiled.programSize() + costOfCompiling(expression)
  if (room.left < 0) refuse('bad-regex', TOO_LARGE)
  return toSearch(compiled)
}

/** What a character costs at worst in RE2's automaton, whose memory is bounded whatever the expression. */
const STEP = 40
/** Where the automaton would have too many states, short texts are searched by a table of so many places, */
const TABLE = 262_144
/** and long ones by a simulation, in which each instruction may cost as much as this at each character. */
const SIMULATED = 2

/** A search that is charged for the simulation only where RE2 cannot do without: few expressions and texts need it. */
function toSearch(compiled: RE2JS): Search {
  const { re2Input: engine } = compiled
  const size = compiled.programSize()
  const simulate = engine.doExecuteNFA.bind(engine)
  return (text, meter) => {
    spend(meter, STEP * text.length + Math.min(size * text.length, TABLE))
    engine.doExecuteNFA = (...input) => {
      spend(meter, (STEP + SIMULATED * size) * text.length)
      return simulate(...input)
    }
    return compiled.test(text)
  }
}
