/** The predefined extensions of the Process object (STIX 2.1, 6.13.2 and 6.13.3). */
import { Type } from 'typebox'
import { part } from '../schema/common.ts'
import { atLeastOne, rule } from '../schema/constraints.ts'
import { bool, dictionary, listOf, observableReference, oneOf, text } from '../schema/kinds.ts'
import { should } from '../checks/run.ts'

const INTEGRITY_LEVELS = ['low', 'medium', 'high', 'system'] as const
const START_TYPES = [
  'SERVICE_AUTO_START',
  'SERVICE_BOOT_START',
  'SERVICE_DEMAND_START',
  'SERVICE_DISABLED',
  'SERVICE_SYSTEM_ALERT',
] as const
const SERVICE_TYPES = [
  'SERVICE_KERNEL_DRIVER',
  'SERVICE_FILE_SYSTEM_DRIVER',
  'SERVICE_WIN32_OWN_PROCESS',
  'SERVICE_WIN32_SHARE_PROCESS',
] as const
const STATUSES = [
  'SERVICE_CONTINUE_PENDING',
  'SERVICE_PAUSE_PENDING',
  'SERVICE_PAUSED',
  'SERVICE_RUNNING',
  'SERVICE_START_PENDING',
  'SERVICE_STOP_PENDING',
  'SERVICE_STOPPED',
] as const

const WINDOWS_PROCESS = {
  aslr_enabled: Type.Optional(bool()),
  dep_enabled: Type.Optional(bool()),
  priority: Type.Optional(text()),
  owner_sid: Type.Optional(text()),
  window_title: Type.Optional(text()),
  startup_info: Type.Optional(dictionary()),
  integrity_level: Type.Optional(oneOf(INTEGRITY_LEVELS, '10.27')),
}

const priorityClass = rule(({ priority }, run) => {
  if (typeof priority === 'string' && !/._CLASS$/.test(priority))
    should(run, 'priority-class', 'priority should end in _CLASS', undefined, 'priority')
})

const WINDOWS_SERVICE = {
  service_name: Type.Optional(text()),
  descriptions: Type.Optional(listOf(text())),
  display_name: Type.Optional(text()),
  group_name: Type.Optional(text()),
  start_type: Type.Optional(oneOf(START_TYPES, '10.30')),
  service_dll_refs: Type.Optional(listOf(observableReference('file'))),
  service_type: Type.Optional(oneOf(SERVICE_TYPES, '10.31')),
  service_status: Type.Optional(oneOf(STATUSES, '10.32')),
}

export const PROCESS_EXTENSIONS = {
  'windows-process-ext': part('6.13.2', WINDOWS_PROCESS, [
    atLeastOne(...Object.keys(WINDOWS_PROCESS)),
    priorityClass,
  ]),
  'windows-service-ext': part('6.13.3', WINDOWS_SERVICE, [
    atLeastOne(...Object.keys(WINDOWS_SERVICE)),
  ]),
}
