import type { Framework, Technique, TechniqueBrief } from '@tocsin/api'
import type { BriefRow, FrameworkRow, TechniqueRow } from './store.ts'

export function toFramework(row: FrameworkRow): Framework {
  const { counts } = row
  return {
    id: row.id,
    stixId: row.stix_id,
    name: row.name,
    ...(row.version === null ? {} : { version: row.version }),
    modified: row.modified,
    terms: row.terms,
    tactics: row.tactics,
    counts: {
      current: counts.current ?? 0,
      deprecated: counts.deprecated ?? 0,
      revoked: counts.revoked ?? 0,
      absent: counts.absent ?? 0,
    },
    leftOut: row.left_out,
    loadedAt: row.loaded_at.toISOString(),
    sha256: row.sha256,
  }
}

export function toBrief(row: BriefRow): TechniqueBrief {
  return {
    id: row.id,
    ...(row.code === null ? {} : { code: row.code }),
    name: row.name,
    state: row.state,
    tactics: row.tactics,
    ...(row.parent_id === null ? {} : { parentId: row.parent_id }),
  }
}

type Around = {
  parent: BriefRow | undefined
  subs: readonly BriefRow[]
  successor: BriefRow | undefined
}

export function toTechnique(row: TechniqueRow, { parent, subs, successor }: Around): Technique {
  const order = row.all_tactics
  const known = order.filter(({ shortname }) => row.tactics.includes(shortname))
  const unknown = row.tactics.filter((one) => !order.some(({ shortname }) => shortname === one))
  return {
    ...toBrief(row),
    stixId: row.stix_id,
    framework: {
      id: row.framework_id,
      name: row.framework,
      ...(row.framework_version === null ? {} : { version: row.framework_version }),
    },
    description: row.description,
    ...(row.url === null ? {} : { url: row.url }),
    ...(row.version === null ? {} : { version: row.version }),
    modified: row.modified,
    tacticNames: [...known.map(({ name }) => name), ...unknown],
    ...(parent ? { parent: toBrief(parent) } : {}),
    subs: subs.map(toBrief),
    ...(successor ? { successor: toBrief(successor) } : {}),
  }
}
