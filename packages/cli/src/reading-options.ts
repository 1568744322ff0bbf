/** How files of posts are to be read: the options of every command that reads them, and the question about guessed columns. */
import { createInterface } from 'node:readline/promises'
import {
  describeSource,
  PRESETS,
  ROLES,
  TIME_FORMATS,
  type SourceDescription,
} from '@tocsin/detect'
import type { Command } from 'commander'
import { readColumns, type DetectFlags } from './detect-flags.ts'

type ReadingFlags = Pick<
  DetectFlags,
  'columns' | 'mapping' | 'preset' | 'timeFormat' | 'mixedZones' | 'strict' | 'yes'
>

/** Adds them to a command. */
export function withReadingOptions(command: Command): Command {
  return command
    .option(
      '--columns <list>',
      `role=column,… such as account=user,time=at,text=body; roles: ${ROLES.join(', ')}`,
      readColumns,
    )
    .option('--mapping <file>', 'JSON file with columns, preset, timeFormat')
    .option(
      '--preset <name>',
      `the export this is, instead of a guess: ${PRESETS.map(({ name }) => name).join(', ')}`,
    )
    .option(
      '--time-format <name>',
      `how times are written: ${TIME_FORMATS.join(', ')}, or a strptime pattern such as "%d.%m.%Y %H:%M"`,
    )
    .option('--mixed-zones', 'take times without a zone for UTC where others name one')
    .option('--strict', 'refuse an input of which any row would be left out')
    .option('--yes', 'take the guessed columns without asking')
}

/** The same for a detector. */
export function readingOf({ columns, preset, timeFormat, mixedZones, strict }: ReadingFlags) {
  return { columns, preset, timeFormat, allowMixedZones: mixedZones, strict }
}

/** Shows guessed columns; on a terminal a person must agree. Columns that were named need no second word. */
export async function isConfirmed(
  inputs: readonly string[],
  flags: ReadingFlags,
  signal: AbortSignal,
): Promise<boolean> {
  if (flags.columns?.account && flags.columns.time) return true
  if (flags.yes && !process.stderr.isTTY) return true
  const described = await describeSource(inputs, flags, signal)
  console.error(describeColumns(described))
  if (flags.yes || !process.stdin.isTTY || !process.stderr.isTTY) return true
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    const answer = await terminal.question('Read it like this? [Y/n] ', { signal })
    return !/^\s*n/i.test(answer)
  } finally {
    terminal.close()
  }
}

function describeColumns({ preset, mapping, rows, columns, lists }: SourceDescription): string {
  const roles = Object.entries(mapping).map(([role, column]) => `  ${role.padEnd(10)} ${column}`)
  const unused = columns.filter((column) => !Object.values(mapping).includes(column))
  return [
    `${rows.toLocaleString('en')} rows; columns ${preset === null ? 'not recognised' : `as in "${preset}"`}:`,
    ...roles,
    lists.length > 0 ? `  rows from  the list ${lists.join(', ')}` : '',
    unused.length > 0 ? `  not used   ${unused.slice(0, 12).join(', ')}` : '',
  ]
    .filter(Boolean)
    .join('\n')
}
