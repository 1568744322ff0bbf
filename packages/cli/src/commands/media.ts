import { Command } from 'commander'
import { mediaHashCommand } from './media-hash.ts'
import { mediaMatchCommand } from './media-match.ts'

/** `tocsin media`: know pictures again, on this machine alone. */
export const mediaCommand = new Command('media')
  .description('know pictures again by their PDQ hash, on this machine alone')
  .addCommand(mediaHashCommand)
  .addCommand(mediaMatchCommand)
