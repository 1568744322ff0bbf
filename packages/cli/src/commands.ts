import type { Command } from 'commander'
import { generateCommand } from './commands/generate.ts'
import { verifyCommand } from './commands/verify.ts'

/** Every subcommand, one file each in `commands/`, in the order `--help` lists them. */
export const commands: Command[] = [generateCommand, verifyCommand]
