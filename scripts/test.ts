/** `npm test [-- vitest arguments]`: the whole suite; the last line is `N passed, N failed, N skipped`. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buildWeb, isWebStale } from './build-web.ts'

const root = resolve(import.meta.dirname, '..')
// The browser tests open the built screens.
if (isWebStale(root)) buildWeb(root)
const dir = mkdtempSync(join(tmpdir(), 'tocsin-test-'))
const report = join(dir, 'report.json')
const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
const run = spawnSync('vitest', [...args, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  // Each of the many processes that tests start has the same modules to compile.
  env: { NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'), ...process.env },
})

type Report = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}
let result: Report | undefined
try {
  result = JSON.parse(readFileSync(report, 'utf8'))
} catch (cause) {
  console.error('no test report was written:', cause)
}
rmSync(dir, { recursive: true, force: true })
// A file that dies before its first test counts as one failure; it must not vanish from the sum.
const broken = result?.testResults.filter(
  (f) => f.status === 'failed' && f.assertionResults.length === 0,
)
const failed = result ? result.numFailedTests + (broken?.length ?? 0) : 1
const passed = result?.numPassedTests ?? 0
const ok = run.status === 0 && failed === 0 && passed > 0
console.log(
  `${passed} passed, ${ok ? 0 : Math.max(failed, 1)} failed, ${result?.numPendingTests ?? 0} skipped`,
)
process.exit(ok ? 0 : 1)
