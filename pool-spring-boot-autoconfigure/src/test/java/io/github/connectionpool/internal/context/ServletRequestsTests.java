package io.github.connectionpool.internal.context;

import java.lang.reflect.Proxy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.pattern.PathPatternParser;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.report.CheckoutContext;

import static org.assertj.core.api.Assertions.assertThat;

class ServletRequestsTests {

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/orders/jane");

	@AfterEach
	void reset() {
		RequestContextHolder.resetRequestAttributes();
	}

	@Test
	void outsideOfARequestThereIsNone() {
		assertThat(ServletRequests.current()).isNull();
	}

	@Test
	void aRequestIsKnownByItsPatternAndNotByItsPath() {
		bind();
		this.request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, "/orders/{user}");
		assertThat(ServletRequests.current()).isEqualTo(new CheckoutContext.Request("GET", "/orders/{user}"))
			.hasToString("GET /orders/{user}");
	}

	@Test
	void thePatternMayBeAnObject() {
		bind();
		this.request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE,
				PathPatternParser.defaultInstance.parse("/orders/{user}"));
		assertThat(ServletRequests.current()).isEqualTo(new CheckoutContext.Request("GET", "/orders/{user}"));
	}

	@Test
	void beforeAHandlerIsKnownThereIsNoPattern() {
		bind();
		assertThat(ServletRequests.current()).isEqualTo(new CheckoutContext.Request("GET", null));
	}

	@Test
	void otherThreadsHaveNone() throws Exception {
		bind();
		assertThat(TestPools.onThread("worker", () -> ServletRequests.current() == null)).isTrue();
	}

	@Test
	void requestsOfAnotherKindAreNotRead() {
		RequestContextHolder
			.setRequestAttributes((RequestAttributes) Proxy.newProxyInstance(getClass().getClassLoader(),
					new Class<?>[] { RequestAttributes.class }, (proxy, called, arguments) -> {
						throw new IllegalStateException(called + " must not be called");
					}));
		assertThat(ServletRequests.current()).isNull();
	}

	private void bind() {
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(this.request));
	}

}
