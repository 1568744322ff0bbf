import type { Command } from 'commander'

/**
 * Every subcommand, one file each in `commands/`, in the order `--help` lists them. A command is loaded
 * when it is called: `verify` must not need a database to be installed, nor `detect` wait for one.
 */
export const COMMANDS: { name: string; load: () => Promise<Command> }[] = [
  { name: 'drill', load: async () => (await import('./commands/drill.ts')).drillCommand },
  { name: 'init', load: async () => (await import('./commands/init.ts')).initCommand },
  { name: 'serve', load: async () => (await import('./commands/serve.ts')).serveCommand },
  { name: 'link', load: async () => (await import('./commands/link.ts')).linkCommand },
  { name: 'places', load: async () => (await import('./commands/places.ts')).placesCommand },
  { name: 'detect', load: async () => (await import('./commands/detect.ts')).detectCommand },
  { name: 'follow', load: async () => (await import('./commands/follow.ts')).followCommand },
  { name: 'generate', load: async () => (await import('./commands/generate.ts')).generateCommand },
  { name: 'stix', load: async () => (await import('./commands/stix.ts')).stixCommand },
  { name: 'taxii', load: async () => (await import('./commands/taxii.ts')).taxiiCommand },
  { name: 'verify', load: async () => (await import('./commands/verify.ts')).verifyCommand },
]
