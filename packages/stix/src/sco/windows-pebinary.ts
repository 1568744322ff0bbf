/** The Windows PE Binary File extension (STIX 2.1, 6.7.6). */
import { Type } from 'typebox'
import { part } from '../schema/common.ts'
import { atLeastOne } from '../schema/constraints.ts'
import { float, hashes, integer, listOf, text, timestamp, vocabulary } from '../schema/kinds.ts'

const OPTIONAL_HEADER = {
  magic_hex: Type.Optional(text('hex')),
  major_linker_version: Type.Optional(integer()),
  minor_linker_version: Type.Optional(integer()),
  size_of_code: Type.Optional(integer(0)),
  size_of_initialized_data: Type.Optional(integer(0)),
  size_of_uninitialized_data: Type.Optional(integer(0)),
  address_of_entry_point: Type.Optional(integer()),
  base_of_code: Type.Optional(integer()),
  base_of_data: Type.Optional(integer()),
  image_base: Type.Optional(integer()),
  section_alignment: Type.Optional(integer()),
  file_alignment: Type.Optional(integer()),
  major_os_version: Type.Optional(integer()),
  minor_os_version: Type.Optional(integer()),
  major_image_version: Type.Optional(integer()),
  minor_image_version: Type.Optional(integer()),
  major_subsystem_version: Type.Optional(integer()),
  minor_subsystem_version: Type.Optional(integer()),
  win32_version_value_hex: Type.Optional(text('hex')),
  size_of_image: Type.Optional(integer(0)),
  size_of_headers: Type.Optional(integer(0)),
  checksum_hex: Type.Optional(text('hex')),
  subsystem_hex: Type.Optional(text('hex')),
  dll_characteristics_hex: Type.Optional(text('hex')),
  size_of_stack_reserve: Type.Optional(integer(0)),
  size_of_stack_commit: Type.Optional(integer(0)),
  size_of_heap_reserve: Type.Optional(integer(0)),
  size_of_heap_commit: Type.Optional(integer(0)),
  loader_flags_hex: Type.Optional(text('hex')),
  number_of_rva_and_sizes: Type.Optional(integer()),
  hashes: Type.Optional(hashes()),
}

const optionalHeader = part(
  '6.7.6',
  OPTIONAL_HEADER,
  [atLeastOne(...Object.keys(OPTIONAL_HEADER))],
  true,
)

const section = part('6.7.6', {
  name: text(),
  size: Type.Optional(integer(0)),
  entropy: Type.Optional(float()),
  hashes: Type.Optional(hashes()),
})

const PE = {
  imphash: Type.Optional(text()),
  machine_hex: Type.Optional(text('hex')),
  number_of_sections: Type.Optional(integer(0)),
  time_date_stamp: Type.Optional(timestamp('none')),
  pointer_to_symbol_table_hex: Type.Optional(text('hex')),
  number_of_symbols: Type.Optional(integer(0)),
  size_of_optional_header: Type.Optional(integer(0)),
  characteristics_hex: Type.Optional(text('hex')),
  file_header_hashes: Type.Optional(hashes()),
  optional_header: Type.Optional(optionalHeader),
  sections: Type.Optional(listOf(section)),
}

export const windowsPebinaryExt = part(
  '6.7.6',
  { pe_type: vocabulary('windows-pebinary-type-ov'), ...PE },
  [atLeastOne(...Object.keys(PE))],
)
