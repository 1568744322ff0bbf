import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin } from 'vite'

const ROOT = resolve(import.meta.dirname, '../../../..')
/** What tests start in processes of their own, hundreds of times: from its source each loads up to three thousand modules. */
const PROGRAMS = {
  tocsin: join(ROOT, 'packages/cli/src/main.ts'),
  served: join(ROOT, 'packages/exchange/tests/served-exchange.ts'),
}
/** Of many modules each, and of JavaScript alone; all else that is not ours is loaded from where it lies. */
const TAKEN_IN = [/^@tocsin\//, /^typebox/, /^kysely/, /^hono/, /^@hpke\//, /^libphonenumber-js/]

export type ProgramName = keyof typeof PROGRAMS

/** A folder with a file `NAME.mjs` for each program, to be run by Node; gone with `remove`. */
export type BundledPrograms = { dir: string; remove: () => Promise<void> }

/** Puts each program into few files, inside the checkout, where they find the packages that they load. Throws what the bundler does. */
export async function bundlePrograms(): Promise<BundledPrograms> {
  const cache = join(ROOT, '.cache')
  await mkdir(cache, { recursive: true })
  const dir = await mkdtemp(join(cache, 'programs-'))
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    plugins: [sourcePlaces],
    ssr: {
      noExternal: TAKEN_IN,
      resolve: { conditions: ['@tocsin/source', 'module', 'node'] },
    },
    build: {
      ssr: true,
      target: 'node22',
      minify: false,
      outDir: dir,
      emptyOutDir: false,
      copyPublicDir: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: PROGRAMS,
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  })
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) }
}

/** A module goes on to know where its source lies: by that it finds policies, screens and the workers that it starts. */
const sourcePlaces: Plugin = {
  name: 'source-places',
  enforce: 'pre',
  transform(code, id) {
    if (!/\/packages\/\w+\/(src|tests)\/.*\.ts$/.test(id) || !code.includes('import.meta.'))
      return undefined
    return code
      .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
      .replaceAll('import.meta.dirname', JSON.stringify(dirname(id)))
      .replaceAll('import.meta.filename', JSON.stringify(id))
  },
}
