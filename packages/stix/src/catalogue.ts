/** Every object type of STIX 2.1 and its schema. */
import type { TSchema } from 'typebox'
import { extensionDefinition } from './meta/extension-definition.ts'
import { languageContent } from './meta/language-content.ts'
import { markingDefinition } from './meta/marking-definition.ts'
import { artifact } from './sco/artifact.ts'
import { autonomousSystem } from './sco/autonomous-system.ts'
import { directory } from './sco/directory.ts'
import { domainName } from './sco/domain-name.ts'
import { emailAddr } from './sco/email-addr.ts'
import { emailMessage } from './sco/email-message.ts'
import { file } from './sco/file.ts'
import { ipv4Addr } from './sco/ipv4-addr.ts'
import { ipv6Addr } from './sco/ipv6-addr.ts'
import { macAddr } from './sco/mac-addr.ts'
import { mutex } from './sco/mutex.ts'
import { networkTraffic } from './sco/network-traffic.ts'
import { process } from './sco/process.ts'
import { software } from './sco/software.ts'
import { url } from './sco/url.ts'
import { userAccount } from './sco/user-account.ts'
import { windowsRegistryKey } from './sco/windows-registry-key.ts'
import { x509Certificate } from './sco/x509-certificate.ts'
import { attackPattern } from './sdo/attack-pattern.ts'
import { campaign } from './sdo/campaign.ts'
import { courseOfAction } from './sdo/course-of-action.ts'
import { grouping } from './sdo/grouping.ts'
import { identity } from './sdo/identity.ts'
import { incident } from './sdo/incident.ts'
import { indicator } from './sdo/indicator.ts'
import { infrastructure } from './sdo/infrastructure.ts'
import { intrusionSet } from './sdo/intrusion-set.ts'
import { location } from './sdo/location.ts'
import { malwareAnalysis } from './sdo/malware-analysis.ts'
import { malware } from './sdo/malware.ts'
import { note } from './sdo/note.ts'
import { observedData } from './sdo/observed-data.ts'
import { opinion } from './sdo/opinion.ts'
import { report } from './sdo/report.ts'
import { threatActor } from './sdo/threat-actor.ts'
import { tool } from './sdo/tool.ts'
import { vulnerability } from './sdo/vulnerability.ts'
import { relationship } from './sro/relationship.ts'
import { sighting } from './sro/sighting.ts'

/** The schemas of all object types, by type name: static types, validator and JSON Schema come from them. */
export const SCHEMAS: ReadonlyMap<string, TSchema> = new Map<string, TSchema>(
  [
    artifact,
    autonomousSystem,
    directory,
    domainName,
    emailAddr,
    emailMessage,
    file,
    ipv4Addr,
    ipv6Addr,
    macAddr,
    mutex,
    networkTraffic,
    process,
    software,
    url,
    userAccount,
    windowsRegistryKey,
    x509Certificate,
    attackPattern,
    campaign,
    courseOfAction,
    grouping,
    identity,
    incident,
    indicator,
    infrastructure,
    intrusionSet,
    location,
    malwareAnalysis,
    malware,
    note,
    observedData,
    opinion,
    report,
    threatActor,
    tool,
    vulnerability,
    relationship,
    sighting,
    extensionDefinition,
    languageContent,
    markingDefinition,
  ].map((schema) => [schema.properties.type.const, schema]),
)
