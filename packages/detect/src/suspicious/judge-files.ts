/** What files are by their names and first bytes; none is opened. Pure. */
import type { Attached } from './attachments.ts'
import type { Finding, FindingCode, Level } from './judgement.ts'
import type { SuspiciousReading } from './reading.ts'

const RUNS: readonly Attached['kind'][] = [
  'program',
  'script',
  'shortcut',
  'disk-image',
  'note-book',
]

export function judgeFiles({ files }: SuspiciousReading): Finding[] {
  return files.flatMap((file) => {
    const { name, kind, odd } = file
    const found: Finding[] = odd.map((code) => ({
      code: `file-${code}`,
      level: code === 'macros' ? 'caution' : 'danger',
      values: { file: name },
    }))
    const [level, code] = codeOf(kind)
    if (code) found.push({ code, level, values: { file: name } })
    return found
  })
}

function codeOf(kind: Attached['kind']): [Level, FindingCode?] {
  if (RUNS.includes(kind)) return ['danger', 'file-runs']
  if (kind === 'locked-archive') return ['danger', 'file-locked']
  if (kind === 'archive') return ['caution', 'file-packed']
  return kind === 'page' ? ['caution', 'file-page'] : ['note']
}
