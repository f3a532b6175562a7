package io.github.connectionpool.sample.shop;

import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.test.web.servlet.client.RestTestClient;

import io.github.connectionpool.sample.SampleTest;

import static org.assertj.core.api.Assertions.assertThat;

@SampleTest
class ShopPagesTests {

	private final RestTestClient client;

	@Autowired
	ShopPagesTests(RestTestClient client) {
		this.client = client;
	}

	@Test
	void aCustomerIsShown() {
		Customer customer = get("/customers/17").expectStatus()
			.isOk()
			.expectBody(Customer.class)
			.returnResult()
			.getResponseBody();
		assertThat(customer).isEqualTo(new Customer(17, "Customer 17", "customer17@example.com", "Oslo"));
	}

	@Test
	void theOrdersOfACustomerAreListedNewestFirst() {
		List<Order> orders = list("/customers/17/orders", new ParameterizedTypeReference<>() {
		});
		assertThat(orders).hasSizeGreaterThanOrEqualTo(10)
			.allSatisfy((order) -> assertThat(order.customerId()).isEqualTo(17));
		assertThat(orders).extracting(Order::placedAt).isSortedAccordingTo((a, b) -> b.compareTo(a));
	}

	@Test
	void anOrderIsShownWithItsLines() {
		get("/orders/1").expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.order.status")
			.isEqualTo("SHIPPED")
			.jsonPath("$.lines.length()")
			.isEqualTo(2);
	}

	@Test
	void theBestsellersStartWithTheLargestRevenue() {
		List<Bestseller> bestsellers = list("/bestsellers?limit=7", new ParameterizedTypeReference<>() {
		});
		assertThat(bestsellers).hasSize(7);
		assertThat(bestsellers).extracting(Bestseller::revenue).isSortedAccordingTo((a, b) -> b.compareTo(a));
	}

	@ParameterizedTest
	@CsvSource({ "/customers/5001, There is no customer 5001", "/customers/5001/orders, There is no customer 5001",
			"/orders/99999999, There is no order 99999999", "/nowhere, No static resource nowhere." })
	void whatDoesNotExistIsNotFound(String path, String message) {
		get(path).expectStatus().isNotFound().expectBody().jsonPath("$.detail").isEqualTo(message);
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"', textBlock = """
			/customers/abc,        Failed to convert 'id' with value: 'abc'
			/orders/1.5,           Failed to convert 'id' with value: '1.5'
			/bestsellers?limit=0,  "Parameter 'limit' must be a whole number from 1 to 100, but '0' was given"
			""")
	void badInputIsRefusedWithAMessage(String path, String message) {
		get(path).expectStatus().isBadRequest().expectBody().jsonPath("$.detail").isEqualTo(message);
	}

	private RestTestClient.ResponseSpec get(String path) {
		return this.client.get().uri(path).exchange();
	}

	private <T> List<T> list(String path, ParameterizedTypeReference<List<T>> type) {
		List<T> body = get(path).expectStatus().isOk().expectBody(type).returnResult().getResponseBody();
		return Objects.requireNonNull(body);
	}

}
