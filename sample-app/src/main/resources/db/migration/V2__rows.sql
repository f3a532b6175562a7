-- plain arithmetic instead of random(): every start has the same shop

insert into customers (name, email, city)
select
  'Customer ' || n,
  'customer' || n || '@example.com',
  (array['Berlin', 'Lyon', 'Porto', 'Oslo', 'Graz', 'Turin', 'Cork'])[1 + n % 7]
from generate_series(1, 5000) n;

insert into products (name, price)
select
  (array['Oak', 'Steel', 'Glass', 'Linen', 'Copper'])[1 + n % 5] || ' '
    || (array['Table', 'Lamp', 'Chair', 'Shelf', 'Bowl', 'Clock', 'Rug'])[1 + n % 7] || ' ' || n,
  5 + n * 37 % 300 + 0.99
from generate_series(1, 500) n;

-- one every nine minutes
insert into orders (customer_id, status, placed_at)
select
  1 + n * 7919 % 5000,
  case when n > 49800 then 'NEW' when n > 49000 then 'PAID' else 'SHIPPED' end,
  timestamptz '2026-01-01 00:00:00+00' + n * interval '9 minutes'
from generate_series(1, 50000) n;

-- one to seven lines for each order, 200,000 in all
insert into order_lines (order_id, line, product_id, quantity, price)
select o.id, line, p.id, 1 + (o.id + line) % 4, p.price
from orders o
cross join lateral generate_series(1, 1 + o.id % 7) line
join products p on p.id = 1 + (o.id * 31 + line * 97) % 500;
