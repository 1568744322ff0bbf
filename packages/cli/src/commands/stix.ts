import { Command } from 'commander'
import { stixMatchCommand } from './stix-match.ts'
import { stixNormaliseCommand } from './stix-normalise.ts'
import { stixValidateCommand } from './stix-validate.ts'

/** `tocsin stix`: work with STIX 2.1 files. */
export const stixCommand = new Command('stix')
  .description('work with STIX 2.1 files')
  .addCommand(stixMatchCommand)
  .addCommand(stixNormaliseCommand)
  .addCommand(stixValidateCommand)
