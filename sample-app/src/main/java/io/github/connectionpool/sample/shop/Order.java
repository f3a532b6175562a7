package io.github.connectionpool.sample.shop;

import java.math.BigDecimal;
import java.time.OffsetDateTime;

record Order(long id, long customerId, String status, OffsetDateTime placedAt, BigDecimal total) {
}
