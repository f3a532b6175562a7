package io.github.connectionpool.sample.shop;

record Customer(long id, String name, String email, String city) {
}
