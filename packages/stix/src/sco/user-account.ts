/** UserAccount (STIX 2.1, 6.16). */
import { Type, type Static } from 'typebox'
import { part } from '../schema/common.ts'
import { atLeastOne } from '../schema/constraints.ts'
import { bool, integer, listOf, text, timestamp, vocabulary } from '../schema/kinds.ts'
import { observableObject } from '../schema/object.ts'

const unixAccountExt = part(
  '6.16.2',
  {
    gid: Type.Optional(integer()),
    groups: Type.Optional(listOf(text())),
    home_dir: Type.Optional(text()),
    shell: Type.Optional(text()),
  },
  [atLeastOne('gid', 'groups', 'home_dir', 'shell')],
)

const OWN = [
  'user_id',
  'credential',
  'account_login',
  'account_type',
  'display_name',
  'is_service_account',
  'is_privileged',
  'can_escalate_privs',
  'is_disabled',
  'account_created',
  'account_expires',
  'credential_last_changed',
  'account_first_login',
  'account_last_login',
  'extensions',
]

export const userAccount = observableObject(
  'user-account',
  '6.16',
  {
    user_id: Type.Optional(text()),
    credential: Type.Optional(text()),
    account_login: Type.Optional(text()),
    account_type: Type.Optional(vocabulary('account-type-ov')),
    display_name: Type.Optional(text()),
    is_service_account: Type.Optional(bool()),
    is_privileged: Type.Optional(bool()),
    can_escalate_privs: Type.Optional(bool()),
    is_disabled: Type.Optional(bool()),
    account_created: Type.Optional(timestamp()),
    account_expires: Type.Optional(timestamp()),
    credential_last_changed: Type.Optional(timestamp()),
    account_first_login: Type.Optional(timestamp()),
    account_last_login: Type.Optional(timestamp()),
  },
  [atLeastOne(...OWN)],
  { 'unix-account-ext': unixAccountExt },
)
export type UserAccount = Static<typeof userAccount>
