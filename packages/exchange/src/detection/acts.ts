/** Detection on the record: who ran it on what, how it ended, and who brought findings made elsewhere. */
import type { Actor, Doer } from '../log/actor.ts'
import type { Act } from '../log/append.ts'

/** That a person or a machine started a run, with the settings that it runs by. */
export function runStarted(
  run: { id: string; uploadId: string; options: object },
  by: Actor,
  at: Date,
): Act {
  return {
    kind: 'run.started',
    at,
    subject: `run:${run.id}`,
    payload: { run: run.id, upload: run.uploadId, options: run.options },
    by,
    members: [by.memberId],
  }
}

/** That a run ended, well or not, or was cancelled by somebody. */
export function runEnded(
  run: { id: string; memberId: string },
  end: { state: string; findings?: number; error?: string },
  by: Doer,
  at: Date,
): Act {
  return {
    kind: end.state === 'cancelled' ? 'run.cancelled' : 'run.ended',
    at,
    subject: `run:${run.id}`,
    payload: { run: run.id, ...end },
    by,
    members: [run.memberId],
  }
}

/** That somebody brought findings that were made elsewhere. */
export function findingsImported(ids: readonly string[], by: Actor, at: Date): Act {
  return {
    kind: 'findings.imported',
    at,
    subject: 'findings',
    payload: { findings: ids },
    by,
    members: [by.memberId],
  }
}

/** What a member made of a network, as it stands after it. For that member's eyes. */
export function findingChanged(
  change: {
    finding_id: string
    version: number
    state: string
    assignee: string | null
    note: string | null
  },
  by: Actor,
  at: Date,
): Act {
  const { finding_id: finding, version, state, assignee, note } = change
  return {
    kind: 'finding.changed',
    at,
    subject: `finding:${finding}`,
    payload: { finding, version, state, assignee, note },
    by,
    members: [by.memberId],
  }
}
