export const migration361 = {
  name: '361-unsealing-mails',
  sql: `
-- When its key holders were reminded of an ask, and the state that a mail to whoever asked was last queued about. Of what was asked
-- before nobody is mailed what it came to.
alter table unsealings add column reminded_at timestamptz;
alter table unsealings add column told text;
update unsealings set told = state;
create index unsealings_untold on unsealings (position) where told is distinct from state;
create index deliveries_unsealing on deliveries (about) where purpose = 'unsealing';
`,
}
