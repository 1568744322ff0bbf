export const migration052 = {
  name: '052-erasure',
  sql: `
-- What somebody asked to have erased, and what a second person decided. For operators alone, through the exchange.
create table erasures (
  id uuid primary key,
  subject text not null,
  reason text not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  decision text check (decision in ('approved', 'declined')),
  entries int,
  check ((decision is null) = (decided_at is null))
);
-- One open wish for each subject.
create unique index erasures_open on erasures (subject) where decision is null;

-- Legal holds: while one stands, nothing about its subject is erased; '*' is everything.
create table legal_holds (
  subject text primary key,
  reason text not null,
  placed_by uuid not null,
  placed_at timestamptz not null
);
`,
}
