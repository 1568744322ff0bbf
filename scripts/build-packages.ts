import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Packages that are published, each after those it imports. */
export const PACKAGES = ['stix', 'proof', 'taxii', 'ct', 'psi', 'detect', 'api', 'exchange', 'cli']

/**
 * Emits each package as JavaScript and type declarations into its `dist`, against the built types of its siblings,
 * so that what is published is what was checked. Throws when one does not compile.
 */
export function buildPackages(root: string): void {
  const cache = join(root, 'node_modules/.cache/tocsin-build')
  mkdirSync(cache, { recursive: true })
  for (const name of PACKAGES) {
    const folder = join(root, 'packages', name)
    const config = join(cache, `${name}.json`)
    rmSync(join(folder, 'dist'), { recursive: true, force: true })
    writeFileSync(config, JSON.stringify(toConfig(root, folder)))
    const run = spawnSync('tsc', ['-p', config], { cwd: root, stdio: 'inherit' })
    if (run.status !== 0) throw new Error(`packages/${name} does not compile`)
    // A licence must come with every copy.
    copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'))
    console.log(`built packages/${name}/dist`)
    lintPackage(root, name)
  }
}

/** What an installed user would trip over: exports that do not resolve, types that are not found. */
function lintPackage(root: string, name: string): void {
  const run = spawnSync('publint', ['--strict', join('packages', name)], {
    cwd: root,
    encoding: 'utf8',
  })
  if (run.status !== 0) throw new Error(`packages/${name} would not install well:\n${run.stdout}`)
}

function toConfig(root: string, folder: string): object {
  return {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: {
      noEmit: false,
      declaration: true,
      // Siblings are taken as an installed user finds them: by their built types.
      customConditions: [],
      rootDir: join(folder, 'src'),
      outDir: join(folder, 'dist'),
      typeRoots: [join(root, 'node_modules/@types')],
    },
    include: [join(folder, 'src')],
    exclude: [join(folder, 'src/**/*.test.ts')],
  }
}
