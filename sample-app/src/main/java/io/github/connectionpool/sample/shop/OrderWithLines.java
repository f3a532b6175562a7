package io.github.connectionpool.sample.shop;

import java.util.List;

record OrderWithLines(Order order, List<OrderLine> lines) {
}
