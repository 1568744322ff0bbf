import { spawnSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/** What the web app is made of; its build is stale once any of it is newer. */
const SOURCES = ['web', 'api/src', 'proof/src', 'stix/src']
/** Compressed kinds; pictures and fonts are compressed already. */
const COMPRESSIBLE = /\.(js|css|html|svg|json|txt|webmanifest)$/
const MIN_BYTES = 1024

/** Builds the web app and writes each text file again as Brotli and gzip, so that serving costs nothing. */
export function buildWeb(root: string): void {
  const folder = join(root, 'packages/web')
  const build = (...args: string[]) =>
    spawnSync('vite', ['build', '--logLevel', 'warn', ...args], { cwd: folder, stdio: 'inherit' })
      .status === 0
  if (!build() || !build('--mode', 'office')) {
    // What a build left half-written is no build: the next one begins anew.
    rmSync(join(folder, 'dist'), { recursive: true, force: true })
    throw new Error('packages/web does not build')
  }
  console.log('built packages/web/dist')
  for (const file of filesIn(join(folder, 'dist'))) {
    const text = readFileSync(file)
    if (!COMPRESSIBLE.test(file) || text.length < MIN_BYTES) continue
    writeFileSync(`${file}.gz`, gzipSync(text, { level: 9 }))
    writeFileSync(
      `${file}.br`,
      brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
    )
  }
}

/** Whether the built web app is missing or older than what it is made of. */
export function isWebStale(root: string): boolean {
  const built = modifiedAt(join(root, 'packages/web/dist/index.html'))
  return SOURCES.some((source) =>
    filesIn(join(root, 'packages', source))
      .filter((file) => !/[\\/](dist|node_modules)[\\/]|\.test\.tsx?$/.test(file))
      .some((file) => modifiedAt(file) > built),
  )
}

/** Puts the built screens into the exchange's package, which serves them. */
export function addWebToExchange(root: string): void {
  const target = join(root, 'packages/exchange/web')
  rmSync(target, { recursive: true, force: true })
  cpSync(join(root, 'packages/web/dist'), target, { recursive: true })
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

function modifiedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}
