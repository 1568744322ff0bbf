export const migration345 = {
  name: '345-gateways',
  sql: `
-- How each channel of ours fares, for all processes: while its server fails, one message at a time tries it again.
alter table mail_server drop column only_one;
alter table mail_server add column channel text primary key default 'mail';
insert into mail_server (channel) values ('sms'), ('voice');

-- Numbers that take SMS, and those that take calls in which a machine speaks; a number on file for people to call is neither.
alter table contacts add column sms text, add column voice text;
alter table contact_changes add column sms text, add column voice text;
grant select (sms, voice) on contact_changes to tocsin_member;
alter table contact_proposals add column sms text, add column voice text;
alter table notice_contacts add column sms text, add column voice text;

-- When the network said of every part of a message that it was delivered.
alter table deliveries add column delivered_at timestamptz;

-- What a gateway took of a message, by the id that it gave. 'accepted' until a receipt says more.
create table gateway_parts (
  channel text not null,
  gateway_id text not null,
  delivery_id uuid not null references deliveries,
  state text not null default 'accepted',
  brief text,
  at timestamptz,
  primary key (channel, gateway_id)
);
create index gateway_parts_delivery on gateway_parts (delivery_id);
alter table gateway_parts enable row level security;

-- The code in one message: whoever sends it back from the number that it went to answers for that contact of that office,
-- to that step. The words are those that were sent, without the link and the code.
create table reply_codes (
  channel text not null,
  number text not null,
  code text not null,
  delivery_id uuid not null references deliveries,
  step text not null,
  words text not null,
  made_at timestamptz not null,
  primary key (channel, number, code)
);
create index reply_codes_delivery on reply_codes (delivery_id);
alter table reply_codes enable row level security;
`,
}
