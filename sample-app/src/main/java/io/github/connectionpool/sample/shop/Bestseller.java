package io.github.connectionpool.sample.shop;

import java.math.BigDecimal;

record Bestseller(long id, String name, long sold, BigDecimal revenue) {
}
