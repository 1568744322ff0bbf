import { checkServer, type Finding, TaxiiError } from '@tocsin/taxii'
import { Command } from 'commander'
import { type CredentialFlags, CREDENTIALS_HELP, readCredentials } from '../taxii-credentials.ts'

type CheckFlags = {
  root?: string
  collection?: string
  write?: boolean
  json?: boolean
} & CredentialFlags

const EXIT_FAILED = 1
const EXIT_UNANSWERED = 2

/** `tocsin taxii check URL`: a line a rule of TAXII 2.1; exit 0 all kept, 1 some broken, 2 the server can not be asked. */
export const taxiiCheckCommand = new Command('check')
  .description('try a TAXII 2.1 server against the standard, one line a rule')
  .argument('<url>', 'the server, or one of its API roots')
  .option('--user <name>', 'sign in with HTTP Basic')
  .option('--root <url>', 'API root to examine; default: the one that discovery names')
  .option('--collection <id>', 'collection to examine; default: the first that fits')
  .option('--write', 'permit adding and deleting objects of its own')
  .option('--json', 'print the report as JSON')
  .addHelpText(
    'after',
    `${CREDENTIALS_HELP}\n\nExit status: 0 every rule tried is kept, 1 some are broken, 2 the server cannot be asked.`,
  )
  .action((url: string, flags: CheckFlags) => run(url, flags))

async function run(url: string, flags: CheckFlags): Promise<void> {
  const credentials = readCredentials(flags)
  const findings: Finding[] = []
  try {
    const report = checkServer({
      url,
      ...(credentials && { credentials }),
      ...(flags.root !== undefined && { root: flags.root }),
      ...(flags.collection !== undefined && { collection: flags.collection }),
      write: flags.write ?? false,
    })
    for await (const finding of report) {
      findings.push(finding)
      if (!flags.json) console.log(toLine(finding))
    }
  } catch (error) {
    if (!(error instanceof TaxiiError) && !(error instanceof TypeError)) throw error
    console.error(`${url}: ${error.message}`)
    process.exitCode = EXIT_UNANSWERED
    return
  }
  const count = (verdict: Finding['verdict']): number =>
    findings.filter((finding) => finding.verdict === verdict).length
  const [passed, failed, untried] = [count('pass'), count('fail'), count('not tried')]
  if (flags.json) console.log(JSON.stringify({ url, passed, failed, untried, findings }, null, 2))
  else console.log(`${passed} passed, ${failed} failed, ${untried} not tried`)
  process.exitCode = failed > 0 ? EXIT_FAILED : 0
}

function toLine({ verdict, section, level, id, text, detail }: Finding): string {
  const mark = verdict === 'pass' ? 'pass' : verdict === 'fail' ? 'FAIL' : '-   '
  const line = `${mark}  ${section.padEnd(8)}${level.padEnd(7)}${id.padEnd(28)}${text}`
  return detail === undefined ? line : `${line}\n${' '.repeat(21)}${verdict}: ${detail}`
}
