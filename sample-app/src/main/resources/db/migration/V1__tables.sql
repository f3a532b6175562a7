create table customers (
  id bigint generated always as identity,
  name text not null,
  email text not null,
  city text not null
);

create table products (
  id bigint generated always as identity,
  name text not null,
  price numeric(10, 2) not null
);

create table orders (
  id bigint generated always as identity,
  customer_id bigint not null,
  status text not null,
  placed_at timestamptz not null default now()
);

create table order_lines (
  order_id bigint not null,
  line int not null,
  product_id bigint not null,
  quantity int not null,
  price numeric(10, 2) not null
);

create table audit (
  id bigint generated always as identity primary key,
  happened_at timestamptz not null default now(),
  what text not null
);
