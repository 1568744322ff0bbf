/**
 * SQL for an engine out of typed parts: a statement takes numbers, names and other statements, never a bare text, so
 * that nothing a person or a file wrote can become SQL.
 */
const made = Symbol('made here')

export type Sql = { readonly text: string; readonly [made]: true }

const toSql = (text: string): Sql => ({ text, [made]: true })

/** A statement; what stands in its places is a number or made by this file. */
export function sql(parts: TemplateStringsArray, ...values: readonly (Sql | number)[]): Sql {
  return toSql(
    parts.reduce((text, part, k) => text + (k === 0 ? '' : written(values[k - 1]!)) + part, ''),
  )
}

function written(value: Sql | number): string {
  if (typeof value !== 'number') return value.text
  if (!Number.isFinite(value) || Math.abs(value) >= 2 ** 63) throw new RangeError(`${value} in SQL`)
  const text = Number.isInteger(value) ? BigInt(value).toString() : value.toFixed(9)
  return value < 0 ? `(${text})` : text
}

/** A column or table by its name, whatever signs it holds. */
export function named(identifier: string): Sql {
  return toSql(`\`${identifier.replaceAll('`', '``')}\``)
}

/** A constant text of ours. */
export function text(value: string): Sql {
  return toSql(`'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`)
}

export function listed(parts: readonly Sql[]): Sql {
  return toSql(parts.map((part) => part.text).join(', '))
}

export const NOTHING = toSql('')
