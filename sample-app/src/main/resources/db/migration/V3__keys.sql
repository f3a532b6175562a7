-- after the rows, which is several times quicker

alter table customers add primary key (id);
alter table products add primary key (id);
alter table orders add primary key (id);
alter table order_lines add primary key (order_id, line);

create index on orders (customer_id);

alter table orders add foreign key (customer_id) references customers (id);
alter table order_lines add foreign key (order_id) references orders (id);
alter table order_lines add foreign key (product_id) references products (id);

analyze;
