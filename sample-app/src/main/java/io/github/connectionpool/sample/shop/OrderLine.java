package io.github.connectionpool.sample.shop;

import java.math.BigDecimal;

record OrderLine(int line, long productId, int quantity, BigDecimal price) {
}
