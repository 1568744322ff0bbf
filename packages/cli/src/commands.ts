import type { Command } from 'commander'

/** Every subcommand, one file each in `commands/`, in the order `--help` lists them. */
export const commands: Command[] = []
