/**
 * Import direction. Packages may import only what `layers.json` admits; inside a package that has rows of
 * rooms there, a room may import itself and rows above it (never a sibling in its own row), and likewise
 * inside a folder of one that has rows of its own (`detect/activity`); inside a room
 * of a package that has roles there, a file may import its own role and those to the right of it, a role
 * being the first of the endings that its name has; no file may reach itself by imports.
 */
import { readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { sourceFiles } from './source-files.ts'

const root = resolve(import.meta.dirname, '..')
const layers: {
  packages: Record<string, string[]>
  rooms: Record<string, string[][]>
  roles: Record<string, string[]>
} = JSON.parse(readFileSync(join(root, 'layers.json'), 'utf8'))
const IMPORT =
  /(?:^|[\s;}])(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g

const files = sourceFiles(root).filter((file) => /\.(ts|tsx)$/.test(file))
const edges = new Map<string, string[]>()
const faults: string[] = []

for (const file of files) {
  const text = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
  const local: string[] = []
  for (const match of text.matchAll(IMPORT)) {
    const target = match[1] ?? match[2] ?? ''
    if (target.startsWith('@tocsin/')) checkPackage(file, target)
    else if (target.startsWith('.')) {
      const to = relative(root, resolve(root, dirname(file), target))
      local.push(to)
      checkFolder(file, to)
    }
  }
  edges.set(file, local)
}
findKnots()

if (faults.length > 0) {
  for (const fault of faults) console.error(fault)
  console.error(`layers: ${faults.length} faults`)
  process.exit(1)
}
console.log(`layers: ${files.length} files, no fault`)

function packageOf(file: string): string | undefined {
  return /^packages\/([^/]+)\//.exec(file)?.[1]
}

function isTest(file: string): boolean {
  return /\.test\.tsx?$|\/(tests|bench)\//.test(file)
}

function checkPackage(file: string, target: string): void {
  const from = packageOf(file)
  const to = target.split('/')[1] ?? ''
  if (!from || from === to || isTest(file)) return
  if (!layers.packages[from]?.includes(to)) faults.push(`${file}: ${from} may not import ${target}`)
}

function checkFolder(file: string, to: string): void {
  const from = packageOf(file)
  const target = packageOf(to)
  if (from && target && from !== target) {
    faults.push(`${file}: reaches into packages/${target} by path; import @tocsin/${target}`)
    return
  }
  if (!from || from !== target || isTest(file)) return
  for (const place of Object.keys(layers.rooms)) checkRooms(place, file, to)
  checkRole(from, file, to)
}

/** `place` is a package, or a folder of one. */
function checkRooms(place: string, file: string, to: string): void {
  const a = roomOf(place, file)
  const b = roomOf(place, to)
  if (!a || !b || a.room === b.room) return
  if (b.row >= a.row) faults.push(`${file}: ${place}/${a.room} may not import ${place}/${b.room}`)
}

function roomOf(place: string, file: string): { room: string; row: number } | undefined {
  const [pack, ...folders] = place.split('/')
  const base = ['packages', pack, 'src', ...folders, ''].join('/')
  const room = file.startsWith(base) ? /^[^/.]+/.exec(file.slice(base.length))?.[0] : undefined
  if (!room) return undefined
  const row = layers.rooms[place]!.findIndex((rooms) => rooms.includes(room))
  if (row < 0) faults.push(`${file}: ${place}/${room} has no place in layers.json`)
  return row < 0 ? undefined : { room, row }
}

function checkRole(pack: string, file: string, to: string): void {
  const roles = layers.roles[pack]
  if (!roles || (!to.endsWith('.ts') && !to.endsWith('.tsx'))) return
  const roleOf = (name: string) => roles.findIndex((ending) => name.endsWith(ending))
  // What stands in no room ties the rooms together and has no role.
  if (!/\/src\/[^/]+\//.test(file) || roleOf(to) >= roleOf(file)) return
  faults.push(`${file}: a file *${roles[roleOf(file)]} may not import ${to}`)
}

/** Tarjan's strongly connected components; any knot of two files or more is a fault. */
function findKnots(): void {
  const index = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const onStack = new Set<string>()
  const visit = (file: string): void => {
    index.set(file, index.size)
    low.set(file, index.get(file)!)
    stack.push(file)
    onStack.add(file)
    for (const to of edges.get(file) ?? []) {
      if (!edges.has(to)) continue
      if (!index.has(to)) {
        visit(to)
        low.set(file, Math.min(low.get(file)!, low.get(to)!))
      } else if (onStack.has(to)) low.set(file, Math.min(low.get(file)!, index.get(to)!))
    }
    if (low.get(file) !== index.get(file)) return
    const knot: string[] = []
    for (let top = ''; top !== file;) {
      top = stack.pop()!
      onStack.delete(top)
      knot.push(top)
    }
    if (knot.length > 1) faults.push(`import knot: ${knot.join(' <-> ')}`)
  }
  for (const file of edges.keys()) if (!index.has(file)) visit(file)
}
