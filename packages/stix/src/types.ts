/** Any STIX object, as the static types know it. */
import type { ExtensionDefinition } from './meta/extension-definition.ts'
import type { LanguageContent } from './meta/language-content.ts'
import type { MarkingDefinition } from './meta/marking-definition.ts'
import type { Artifact } from './sco/artifact.ts'
import type { AutonomousSystem } from './sco/autonomous-system.ts'
import type { Directory } from './sco/directory.ts'
import type { DomainName } from './sco/domain-name.ts'
import type { EmailAddr } from './sco/email-addr.ts'
import type { EmailMessage } from './sco/email-message.ts'
import type { File } from './sco/file.ts'
import type { Ipv4Addr } from './sco/ipv4-addr.ts'
import type { Ipv6Addr } from './sco/ipv6-addr.ts'
import type { MacAddr } from './sco/mac-addr.ts'
import type { Mutex } from './sco/mutex.ts'
import type { NetworkTraffic } from './sco/network-traffic.ts'
import type { Process } from './sco/process.ts'
import type { Software } from './sco/software.ts'
import type { Url } from './sco/url.ts'
import type { UserAccount } from './sco/user-account.ts'
import type { WindowsRegistryKey } from './sco/windows-registry-key.ts'
import type { X509Certificate } from './sco/x509-certificate.ts'
import type { AttackPattern } from './sdo/attack-pattern.ts'
import type { Campaign } from './sdo/campaign.ts'
import type { CourseOfAction } from './sdo/course-of-action.ts'
import type { Grouping } from './sdo/grouping.ts'
import type { Identity } from './sdo/identity.ts'
import type { Incident } from './sdo/incident.ts'
import type { Indicator } from './sdo/indicator.ts'
import type { Infrastructure } from './sdo/infrastructure.ts'
import type { IntrusionSet } from './sdo/intrusion-set.ts'
import type { Location } from './sdo/location.ts'
import type { MalwareAnalysis } from './sdo/malware-analysis.ts'
import type { Malware } from './sdo/malware.ts'
import type { Note } from './sdo/note.ts'
import type { ObservedData } from './sdo/observed-data.ts'
import type { Opinion } from './sdo/opinion.ts'
import type { Report } from './sdo/report.ts'
import type { ThreatActor } from './sdo/threat-actor.ts'
import type { Tool } from './sdo/tool.ts'
import type { Vulnerability } from './sdo/vulnerability.ts'
import type { Relationship } from './sro/relationship.ts'
import type { Sighting } from './sro/sighting.ts'

/** The domain objects of STIX 2.1 (section 4). */
export type DomainObject =
  | AttackPattern
  | Campaign
  | CourseOfAction
  | Grouping
  | Identity
  | Incident
  | Indicator
  | Infrastructure
  | IntrusionSet
  | Location
  | MalwareAnalysis
  | Malware
  | Note
  | ObservedData
  | Opinion
  | Report
  | ThreatActor
  | Tool
  | Vulnerability

/** The cyber-observable objects of STIX 2.1 (section 6). */
export type Observable =
  | Artifact
  | AutonomousSystem
  | Directory
  | DomainName
  | EmailAddr
  | EmailMessage
  | File
  | Ipv4Addr
  | Ipv6Addr
  | MacAddr
  | Mutex
  | NetworkTraffic
  | Process
  | Software
  | Url
  | UserAccount
  | WindowsRegistryKey
  | X509Certificate

/** The relationship objects of STIX 2.1 (section 5). */
export type RelationshipObject = Relationship | Sighting

/** The meta objects of STIX 2.1 (section 7). */
export type MetaObject = ExtensionDefinition | LanguageContent | MarkingDefinition

/** An object of a type STIX 2.1 defines. */
export type KnownObject = DomainObject | Observable | RelationshipObject | MetaObject

/** The object type with this name. */
export type ObjectOf<T extends KnownObject['type']> = Extract<KnownObject, { type: T }>

/** Any STIX object, of a known type or not: what parsing gives before validation says more. */
export type StixObject = {
  readonly type: string
  readonly id: string
  readonly [property: string]: unknown
}
