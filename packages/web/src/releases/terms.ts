import type { Group, TemplateDraft, Terms } from '@tocsin/api'
import { levelsUpTo } from '../words/tlp.ts'

/**
 * The terms that a group's charter gives: its basis, its strictest marking and its first purpose. Only
 * what no charter speaks of (what may be done with it, and until when) is kept of former terms; a basis
 * of one group never goes out under another.
 */
export function termsFor(group: Group, former?: Terms): Terms {
  return {
    groupId: group.id,
    tlp: levelsUpTo(group.maxTlp).at(-1)?.value ?? 'red',
    pap: former?.pap ?? 'amber',
    purpose: group.purposes[0]!,
    basis: group.legalBasis,
    ...(former?.expiresAt ? { expiresAt: former.expiresAt } : {}),
  }
}

/** What can be chosen, with what was chosen while the charter still allowed it: a list without it would show another in its place. */
export function withChosen<T extends string>(
  choices: readonly { value: T; label: string }[],
  chosen: { value: T; label: string },
): { value: T; label: string }[] {
  if (choices.some(({ value }) => value === chosen.value)) return [...choices]
  return [
    { value: chosen.value, label: `${chosen.label}, which the charter does not allow now` },
    ...choices,
  ]
}

/** Terms with what a template has of them, as far as the charter of the group lets. */
export function withSettings(
  terms: Terms,
  group: Group,
  { tlp, pap, purpose }: Pick<TemplateDraft, 'tlp' | 'pap' | 'purpose'>,
): Terms {
  const isMarking = levelsUpTo(group.maxTlp).some(({ value }) => value === tlp)
  return {
    ...terms,
    ...(tlp && isMarking ? { tlp } : {}),
    ...(pap ? { pap } : {}),
    ...(purpose && group.purposes.includes(purpose) ? { purpose } : {}),
  }
}

/** What is still missing before it can be seen who would receive a release. */
export function missingTerms(title: string, terms: Terms | undefined): string[] {
  return [
    ...(title.trim() === '' ? ['a title'] : []),
    ...(terms ? [] : ['a group']),
    ...(terms && terms.basis.trim() === '' ? ['the basis'] : []),
  ]
}
