import type {
  Case,
  CaseEvent,
  CaseInstant,
  CaseItemKind,
  CaseOffer,
  CaseStanding,
  StepState,
} from '@tocsin/api'

export const STANDING_NAMES: Record<CaseStanding, string> = {
  invited: 'invited',
  joined: 'takes part',
  declined: 'declined',
  left: 'left',
}

export const STATE_NAMES: Record<Case['state'], string> = {
  open: 'open',
  closed: 'closed',
  merged: 'merged into another case',
}

export const ITEM_NAMES: Record<CaseItemKind, string> = {
  release: 'Release',
  finding: 'Finding',
  report: 'Report of an office',
  notice: 'Notice',
  meeting: 'Meeting',
  media: 'File of a report',
}

export const STEP_NAMES: Record<StepState, string> = {
  open: 'not begun',
  doing: 'under way',
  done: 'done',
  dropped: 'dropped',
}

export const OFFER_NAMES: Record<CaseOffer['state'], string> = {
  open: 'no answer, which says nothing',
  taken: 'taken',
  declined: 'declined',
  withdrawn: 'withdrawn',
}

export const INSTANT_NAMES: Record<CaseInstant['kind'], string> = {
  act: 'a joint act',
  disclosure: 'a disclosure',
  call: 'the next call',
}

export const ACT_NAMES: Record<CaseEvent['act'], string> = {
  opened: 'opened the case',
  invited: 'invited',
  joined: 'joined',
  declined: 'declined to join',
  left: 'left',
  'took-lead': 'took the lead',
  'laid-down-lead': 'laid down the lead',
  closed: 'closed the case',
  'opened-again': 'opened the case again',
  merged: 'merged the case into another one',
  'took-in': 'took another case in',
  parted: 'parted merged cases again',
  split: 'split items off into a case of their own',
  'put-in': 'put in an item',
  'taken-out': 'took out an item',
  'step-made': 'made a step of its own',
  'step-changed': 'changed a step of its own',
  'step-begun': 'began a step of its own',
  'step-done': 'did a step of its own',
  'step-dropped': 'dropped a step of its own',
  offered: 'offered a step to',
  'offer-taken': 'took a step offered by',
  'offer-declined': 'declined a step offered by',
  'offer-withdrawn': 'withdrew a step offered to',
  planned: 'wrote a line of the plan',
  noted: 'wrote a note',
  struck: 'struck a line of its own',
  'instant-proposed': 'proposed an instant',
  'instant-agreed': 'said yes to an instant',
  'instant-declined': 'said no to an instant',
  'instant-withdrawn': 'withdrew an instant',
  claimed: 'claimed something',
  'claim-withdrawn': 'withdrew a claim of its own',
}

/** Page of what an item refers to, where it has one of its own. */
export function pathOf(kind: CaseItemKind, ref: string): string {
  switch (kind) {
    case 'release':
      return `/releases/${ref}`
    case 'finding':
      return `/findings/${ref}`
    case 'notice':
      return `/notices/${ref}`
    case 'meeting':
      return `/meetings/${ref}`
    case 'media':
    case 'report':
      return '/reports'
  }
}
