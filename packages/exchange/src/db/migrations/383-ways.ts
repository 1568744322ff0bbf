export const migration383 = {
  name: '383-ways',
  sql: `
-- Numbers that take faxes; in which order and at which hours one is reached, as a line that the API defines; and the zone of these hours.
alter table contacts add column fax text, add column ways text, add column time_zone text;
alter table contact_changes add column fax text, add column ways text, add column time_zone text;
grant select (fax, ways, time_zone) on contact_changes to tocsin_member;
alter table contact_proposals add column fax text, add column ways text, add column time_zone text;
alter table notice_contacts add column fax text, add column ways text, add column time_zone text;
insert into mail_server (channel) values ('fax');

-- From when a person is to call this contact, by its order and hours, once it is its turn; and why then.
alter table notice_contacts add column call_at timestamptz, add column call_because text;
-- A notice for whose sake hours are overridden where waiting for them would outlast the time to answer.
alter table notices add column severe boolean not null default false;
-- Why a message does not go out before an instant, or that it goes outside hours: 'order', 'hours', 'severe'; and the zone of these hours.
alter table deliveries add column because text, add column held_until timestamptz, add column time_zone text;
`,
}
