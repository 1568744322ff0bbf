/**
 * The plan against the house: every package and room that `layers.json` names stands in the tree and is explained in
 * `docs/architecture.md` or the README of its package, every function that lives inside the database is listed there, and every path it names exists.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const plan = readFileSync(join(root, 'docs/architecture.md'), 'utf8')
const layers: { packages: Record<string, unknown>; rooms: Record<string, string[][]> } = JSON.parse(
  readFileSync(join(root, 'layers.json'), 'utf8'),
)
const faults: string[] = []

for (const name of Object.keys(layers.packages)) {
  if (!existsSync(join(root, 'packages', name))) faults.push(`layers.json: no package ${name}`)
  if (!plan.includes(`\`${name}\``)) faults.push(`docs/architecture.md: ${name} is not explained`)
}
for (const [place, rows] of Object.entries(layers.rooms)) {
  const section = sectionOf(place)
  for (const room of rows.flat()) {
    if (!isThere(place, room)) faults.push(`layers.json: ${place} has no room ${room}`)
    if (!section.includes(`\`${room}\``))
      faults.push(`${place}/${room} is explained neither in docs/architecture.md nor in a README`)
  }
}
const functions = 'packages/exchange/src/db/functions'
for (const file of readdirSync(join(root, functions))) {
  const text = readFileSync(join(root, functions, file), 'utf8')
  for (const [, name = ''] of text.matchAll(/create or replace function (tocsin_\w+)/g))
    if (!plan.includes(`\`${name}\``)) faults.push(`docs/architecture.md: ${name} is not listed`)
}
for (const [, path = ''] of plan.matchAll(/`((?:packages|scripts|scenarios|docs)\/[\w./-]+)`/g))
  if (!existsSync(join(root, path))) faults.push(`docs/architecture.md: there is no ${path}`)

const LONGEST = 300
const lines = plan.split('\n').length - 1
if (lines > LONGEST) faults.push(`docs/architecture.md: ${lines} lines, the cap is ${LONGEST}`)

for (const fault of faults) console.error(fault)
console.log(
  faults.length === 0 ? 'architecture: no fault' : `architecture: ${faults.length} faults`,
)
process.exit(faults.length === 0 ? 0 : 1)

/** The chapter on the rooms of a package or folder, in the plan or in the README of the package. */
function sectionOf(place: string): string {
  const inPlan = chapterOf(plan, `### ${place}`)
  const readme = join(root, 'packages', place, 'README.md')
  return inPlan || !existsSync(readme)
    ? inPlan
    : chapterOf(readFileSync(readme, 'utf8'), '## Rooms')
}

/** From a heading to the next. */
function chapterOf(text: string, heading: string): string {
  const start = text.indexOf(`\n${heading}\n`)
  if (start < 0) return ''
  const end = text.indexOf('\n#', start + heading.length)
  return text.slice(start, end < 0 ? undefined : end)
}

/** A room is a folder or a file of the package; `place` may reach into a folder of it. */
function isThere(place: string, room: string): boolean {
  const [name = '', ...folders] = place.split('/')
  const path = join(root, 'packages', name, 'src', ...folders, room)
  return ['', '.ts', '.tsx', '.d.ts'].some((ending) => existsSync(path + ending))
}
