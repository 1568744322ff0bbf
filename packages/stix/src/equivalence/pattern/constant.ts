/** Constants in one spelling each: equal keys, equal values (STIX 2.1, 9.3). */
import type { Constant, ObjectPath, Operator } from '../../pattern/ast.ts'
import { fromBase64 } from '../../match/bytes.ts'
import { toBlock } from '../../match/subnet.ts'

/** What a constant says when it is compared so with what the path leads to. */
export function constantKey(constant: Constant, path: ObjectPath, operator: Operator): string {
  switch (constant.type) {
    case 'string':
      return JSON.stringify(canonicalString(constant.value, path, operator))
    case 'integer':
      return integerKey(BigInt(constant.value))
    case 'float': {
      const value = Number(constant.text)
      return Number.isInteger(value) ? integerKey(value) : `${value}`
    }
    case 'boolean':
      return `${constant.value}`
    case 'timestamp':
      return `t ${timeKey(constant.value)}`
    case 'hex':
      return `h ${constant.value.toLowerCase()}`
    case 'binary':
      return `b ${JSON.stringify(fromBase64(constant.value))}`
  }
}

/** In base 16, which takes linear time for a number of any length. */
function integerKey(value: number | bigint): string {
  return BigInt(value).toString(16)
}

/** A timestamp without zeros at the end of its fraction. */
export function timeKey(timestamp: string): string {
  if (!timestamp.includes('.')) return timestamp
  let end = timestamp.length - 1
  while (timestamp[end - 1] === '0') end--
  return `${timestamp.slice(0, timestamp[end - 1] === '.' ? end - 1 : end)}Z`
}

/** Names in the registry of Windows have no case, and a block of addresses is the same from any address in it. */
function canonicalString(text: string, path: ObjectPath, operator: Operator): string {
  const isWhole = operator === '=' || operator === '!=' || operator === 'IN'
  if (operator === 'ISSUBSET' || operator === 'ISSUPERSET' || (isWhole && isAddress(path)))
    return canonicalBlock(text)
  return (isWhole || operator === 'LIKE') && isRegistryName(path) ? text.toLowerCase() : text
}

function isAddress({ objectType, steps }: ObjectPath): boolean {
  const [first] = steps
  return (
    (objectType === 'ipv4-addr' || objectType === 'ipv6-addr') &&
    steps.length === 1 &&
    first?.type === 'property' &&
    first.name === 'value'
  )
}

/** `key`, or the `name` of one of the `values`. */
function isRegistryName({ objectType, steps }: ObjectPath): boolean {
  if (objectType !== 'windows-registry-key') return false
  const names = steps.map((step) => (step.type === 'property' ? step.name : '[]')).join('.')
  return names === 'key' || names === 'values.[].name'
}

/** Zeros before the one octal digit of a part, where reading it as octal or as decimal is the same. */
const NEEDLESS_ZEROS = /(?<=^|\.)0+(?=[0-7](?:[./]|$))/g

/** The first address of a block and how many bits it fixes, as text; what is no block stays as it is. */
function canonicalBlock(text: string): string {
  const block = toBlock(text.replace(NEEDLESS_ZEROS, ''))
  if (block === null) return text
  const rest = BigInt(block.width - block.prefix)
  return `${block.width} ${(block.address >> rest) << rest}/${block.prefix}`
}
