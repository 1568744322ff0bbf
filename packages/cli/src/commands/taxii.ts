import { Command } from 'commander'
import { taxiiCheckCommand } from './taxii-check.ts'
import { taxiiPollCommand } from './taxii-poll.ts'

/** `tocsin taxii`: work with any TAXII 2.1 server. */
export const taxiiCommand = new Command('taxii')
  .description('work with any TAXII 2.1 server')
  .addCommand(taxiiCheckCommand)
  .addCommand(taxiiPollCommand)
