/** A conformance run against any TAXII 2.1 server. */
import { TaxiiError } from '../errors.ts'
import { fail, type Outcome, type Rule } from './rule.ts'
import { collectionRules } from './rules/collections.ts'
import { conformance } from './rules/conformance.ts'
import { coreConcepts } from './rules/core-concepts.ts'
import { dataTypes } from './rules/data-types.ts'
import { filtering } from './rules/filtering.ts'
import { serverInformation } from './rules/server-information.ts'
import { writingRules } from './rules/writing.ts'
import { type CheckOptions, meet, type Subject } from './subject.ts'

/** Every rule, in the order of the specification's chapters. */
export const RULES: readonly Rule[] = [
  ...dataTypes,
  ...coreConcepts,
  ...filtering,
  ...serverInformation,
  ...collectionRules,
  ...writingRules,
  ...conformance,
]

/** One line of the report. */
export type Finding = Omit<Rule, 'test'> & Outcome

/** Tries every rule, one after the other; throws TaxiiError where the server can not be asked at all. */
export async function* checkServer(options: CheckOptions): AsyncGenerator<Finding> {
  const subject = await meet(options)
  for (const { test, ...rule } of RULES) yield { ...rule, ...(await judge(test, subject)) }
}

async function judge(test: Rule['test'], subject: Subject): Promise<Outcome> {
  try {
    return await test(subject)
  } catch (error) {
    if (error instanceof TaxiiError) return fail(error.message)
    return fail(`the answer could not be read: ${String(error)}`)
  }
}
