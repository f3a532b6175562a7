package io.github.connectionpool.sample.shop;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;

import io.github.connectionpool.sample.SampleTest;

import static org.assertj.core.api.Assertions.assertThat;

@SampleTest
class PlaceOrderTests {

	private final RestTestClient client;

	private final JdbcClient jdbc;

	@Autowired
	PlaceOrderTests(RestTestClient client, JdbcClient jdbc) {
		this.client = client;
		this.jdbc = jdbc;
	}

	@Test
	void aPlacedOrderIsFoundUnderItsLocation() {
		EntityExchangeResult<OrderWithLines> placed = post("""
				{"customerId": 17, "lines": [{"productId": 3, "quantity": 2}, {"productId": 4, "quantity": 1}]}
				""").expectStatus().isCreated().expectBody(OrderWithLines.class).returnResult();
		assertThat(placed.getResponseHeaders().getLocation()).isNotNull().satisfies((location) -> {
			OrderWithLines found = this.client.get()
				.uri(location.toString())
				.exchange()
				.expectBody(OrderWithLines.class)
				.returnResult()
				.getResponseBody();
			assertThat(found).isEqualTo(placed.getResponseBody());
		});
	}

	@Test
	void anOrderOfAnUnknownProductLeavesNothingBehind() {
		long before = countOrders();
		post("""
				{"customerId": 17, "lines": [{"productId": 3, "quantity": 2}, {"productId": 501, "quantity": 1}]}
				""").expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo("There is no product 501");
		assertThat(countOrders()).isEqualTo(before);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"customerId": 5001, "lines": [{"productId": 3, "quantity": 2}]} | There is no customer 5001
			{"customerId": 17, "lines": []}                                  | An order has 1 to 50 lines
			{"customerId": 17, "lines": null}                                | An order has 1 to 50 lines
			{"customerId": 17, "lines": [null]}                              | An order line must not be null
			{"customerId": 17, "lines": [{"productId": 3, "quantity": 0}]}   | The quantity must be from 1 to 1000
			{"lines": [{"productId": 3, "quantity": 2}]}                     | Missing creator property 'customerId'
			{oops                                                            | Unexpected character
			``                                                               | The request has no body
			""")
	void aBadOrderIsRefusedWithAMessage(String body, String message) {
		post(body).expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.detail")
			.value(String.class, (detail) -> assertThat(detail).startsWith(message));
	}

	private RestTestClient.ResponseSpec post(String body) {
		return this.client.post().uri("/orders").contentType(MediaType.APPLICATION_JSON).body(body).exchange();
	}

	private long countOrders() {
		return this.jdbc.sql("select count(*) from orders").query(Long.class).single();
	}

}
