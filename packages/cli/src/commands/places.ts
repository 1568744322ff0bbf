import { importPlaces as importPlacesRoute } from '@tocsin/api'
import { importPlacesInto } from '@tocsin/exchange'
import { Command } from 'commander'
import { operatorClient } from '../operator-client.ts'
import { readTextFile } from '../text-file.ts'
import { readTownList, type TownList } from '../town-list.ts'

type Flags = { dir: string; url?: string }

/** `tocsin places`: the tree of jurisdictions. */
export const placesCommand = new Command('places')
  .description('the places whose offices run elections')
  .addCommand(
    new Command('import')
      .description('add cities, towns and townships below the counties and states on file')
      .argument('<file.csv>', 'columns id,name,census_geoid; or state,name and county, kind')
      .option('--dir <folder>', 'folder of a stopped exchange', './data')
      .option('--url <origin>', 'a running exchange, instead of --dir')
      .addHelpText(
        'after',
        `
A list with a fault writes nothing. With --url the key of an operator is read from
the environment: TOCSIN_KEY.`,
      )
      .action(importList),
  )

async function importList(file: string, flags: Flags): Promise<void> {
  const list = readTownList(await readTextFile(file))
  const said = flags.url
    ? await send(flags.url, list)
    : await importPlacesInto(flags.dir, list.rows)
  for (const { row, message } of said.faults)
    console.error(`${file}:${list.lines[row] ?? row + 2}: ${message}`)
  if (said.faulty > 0) {
    console.error(`${said.faulty} of ${list.rows.length} rows have a fault; nothing was written`)
    process.exitCode = 1
    return
  }
  const known = `${said.onFile + said.renamed} were on file, ${said.renamed} of them under a newer code`
  console.log(
    `${said.added} places added; of ${list.rows.length} rows ${said.renamed > 0 ? known : `${said.onFile} were on file`}.`,
  )
}

function send(url: string, { rows }: TownList) {
  return operatorClient(url)(importPlacesRoute, { body: { rows } })
}
