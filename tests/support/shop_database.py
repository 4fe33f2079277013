"""A small database of a shop, as a source and as what was restored of it.

It has what a restore may lose: keys of other tables, an identity, indexes, checks, a view, a
function, a trigger, a sequence, grants, policies, an extension, and values of every awkward type.
"""

from typing import Final

__all__ = ["DATABASE", "PASSWORD", "ROLES", "SHOP", "USER"]

DATABASE: Final = "shop"
USER: Final = "bamp_validator"
PASSWORD: Final = "a password of tests"  # noqa: S105 - of a server that ends with the test
ROLES: Final = f"""
create role application;
create role {USER} login password '{PASSWORD}';
grant pg_read_all_data to {USER};
alter role {USER} bypassrls;
"""

SHOP: Final = """
create table customers (
  id int generated always as identity primary key,
  email text not null unique check (position('@' in email) > 1),
  born date, data jsonb not null default '{}', photo bytea, rating float8);
create table orders (
  id bigserial primary key,
  customer int not null references customers,
  placed_at timestamptz not null default now(),
  total numeric(10, 2) not null check (total >= 0),
  lasts interval, state text not null default 'open');
create index orders_by_customer on orders (customer, placed_at desc);
create table order_lines (
  order_id bigint references orders on delete cascade, line int,
  product text not null, "Net price" numeric, primary key (order_id, line));
create table countries (code text, name text);
create table drafts (id int primary key, body text);
create view open_orders as select * from orders where state = 'open';
create function age_of(o orders) returns interval language sql stable
  as $$ select now() - o.placed_at $$;
create function stamp() returns trigger language plpgsql
  as $$ begin new.placed_at = coalesce(new.placed_at, now()); return new; end $$;
create trigger stamped before insert on orders for each row execute function stamp();
create extension vector;
grant select, insert on orders, customers to application;
alter table customers enable row level security;
create policy own on customers to application using (email = current_user);
insert into customers (email, born, data, photo, rating)
  select 'customer' || n || '@bamp-shop.io', date '1970-01-01' + n, jsonb_build_object('n', n),
  decode(md5(n::text), 'hex'), n / 3.0 from generate_series(1, 300) n;
insert into orders (customer, placed_at, total, lasts)
  select 1 + n % 300, timestamptz '2026-11-28 00:00Z' + n * interval '1 minute', n * 1.01,
  n * interval '1 hour' from generate_series(1, 1000) n;
insert into order_lines select o.id, l, 'product ' || l, l * 0.1 from orders o,
  generate_series(1, 3) l;
insert into countries values ('de', 'Deutschland'), ('fr', 'France'), ('jp', '日本');
"""
