/** `tocsin case`: what the own member claims. */
import {
  CONFIDENCES,
  LIKELIHOODS,
  makeCaseClaim,
  withdrawCaseClaim,
  type Confidence,
  type Likelihood,
} from '@tocsin/api'
import { type Command, Option } from 'commander'
import { randomUUID } from 'node:crypto'
import { actAndSay, caseCommand, type Flags } from './command.ts'
import { claimLine } from './words.ts'

type Claimed = Flags & {
  likelihood: Likelihood
  confidence: Confidence
  basis: string
  about?: string
  id?: string
}

/** Commands of claims. */
export const CLAIMS: readonly Command[] = [
  caseCommand('claim', 'claim something for the own member; it is neither changed nor merged')
    .argument('<case>', 'its id, from `list`')
    .argument('<words>', 'what you hold to be so')
    .addOption(
      new Option('--likelihood <band>', 'how likely that is, by ICD 203')
        .choices(Object.keys(LIKELIHOODS))
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--confidence <level>', 'how sure you are of it')
        .choices(Object.keys(CONFIDENCES))
        .makeOptionMandatory(),
    )
    .requiredOption('--basis <words>', 'what it rests on')
    .option('--about <item>', 'an item of the case; else the case')
    .option('--id <uuid>', 'chosen by you: what is sent again under it is kept once')
    .action(
      (
        id: string,
        words: string,
        { likelihood, confidence, basis, about, id: claimId = randomUUID(), ...flags }: Claimed,
      ) =>
        actAndSay(
          flags,
          (client) => {
            const said = { words, likelihood, confidence, basis }
            const body = { claimId, ...said, ...(about === undefined ? {} : { about }) }
            return client(makeCaseClaim, { params: { id }, body })
          },
          claimLine,
        ),
    ),
  caseCommand('withdraw-claim', 'withdraw an own claim; it stays readable')
    .argument('<case>', 'its id, from `list`')
    .argument('<claim>', 'its id, from `claims`')
    .action((id: string, claim: string, flags: Flags) =>
      actAndSay(flags, (client) => client(withdrawCaseClaim, { params: { id, claim } }), claimLine),
    ),
]
