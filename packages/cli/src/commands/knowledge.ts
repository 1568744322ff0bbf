import { importFramework } from '@tocsin/api'
import { importFrameworkInto } from '@tocsin/exchange'
import { Command } from 'commander'
import { readFrameworkFile } from '../framework-file.ts'
import { operatorClient } from '../operator-client.ts'
import { printable } from '../stix-file.ts'

type Flags = { dir: string; url?: string }

/** `tocsin knowledge`: frameworks of techniques. */
export const knowledgeCommand = new Command('knowledge')
  .description('frameworks of techniques, such as DISARM and ATT&CK, loaded from their STIX files')
  .addCommand(
    new Command('import')
      .description('load a framework, such as DISARM or ATT&CK, from its STIX 2.1 file')
      .argument('<file.json>', 'a STIX 2.1 bundle with a matrix, tactics and techniques')
      .option('--dir <folder>', 'folder of a stopped exchange', './data')
      .option('--url <origin>', 'a running exchange, instead of --dir')
      .addHelpText(
        'after',
        `
A file with a fault writes nothing. A newer version takes the place of the one before:
what it no longer holds is kept and marked. With --url the key of an operator is read
from the environment: TOCSIN_KEY.`,
      )
      .action(importFile),
  )

async function importFile(file: string, flags: Flags): Promise<void> {
  const sent = await readFrameworkFile(file)
  const said = flags.url
    ? await operatorClient(flags.url)(importFramework, { body: sent })
    : await importFrameworkInto(flags.dir, sent)
  const { framework } = said
  for (const { object, message } of said.faults)
    console.error(printable(`${file}: ${object}: ${message}`))
  if (framework === undefined) {
    const more = said.faulty - said.faults.length
    if (more > 0) console.error(`and ${more} more`)
    console.error(
      `${said.faulty} of ${sent.objects.length} objects have a fault; nothing was written`,
    )
    process.exitCode = 1
    return
  }
  const { counts, leftOut } = framework
  const version = framework.version === undefined ? '' : ` ${framework.version}`
  console.log(
    printable(`${framework.name}${version} of ${framework.modified}: ${counts.current} techniques`),
  )
  console.log(
    `${said.added} added, ${said.changed} changed, ${said.gone} no longer in it and kept so marked;` +
      ` ${counts.deprecated} deprecated, ${counts.revoked} revoked.`,
  )
  const left = Object.entries(leftOut).map(([type, n]) => `${n} ${type}`)
  if (left.length > 0) console.log(printable(`Not read: ${left.join(', ')}.`))
}
