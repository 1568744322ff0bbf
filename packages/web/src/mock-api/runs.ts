import type { DetectionRun, Upload } from '@tocsin/api'
import { idOf } from './people.ts'

export const runs: DetectionRun[] = [
  {
    id: idOf(601),
    uploadId: idOf(600),
    fileName: 'chirper-export-week-42.parquet',
    detector: 'coordination',
    state: 'done',
    phase: 'done',
    progress: 1,
    startedAt: '2026-10-19T08:10:00.000Z',
    endedAt: '2026-10-19T08:12:00.000Z',
    findings: 3,
  },
]

export function uploadOf(fileName: string): Upload {
  return {
    id: idOf(600),
    fileName,
    bytes: 1_204_332,
    rows: 18_233,
    columns: ['user', 'created_at', 'body', 'tags', 'url'],
    preset: 'generic',
    mapping: { account: 'user', time: 'created_at', text: 'body', hashtag: 'tags' },
  }
}
