package io.github.connectionpool.web;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

import io.github.connectionpool.Loans;
import io.github.connectionpool.internal.checkout.WorkUnit;
import io.github.connectionpool.internal.context.RequestWorkFilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

@SpringBootTest(classes = RequestWorkApplication.class, properties = "spring.datasource.url=jdbc:h2:mem:mock-mvc-work")
class MockMvcWorkTests {

	@Autowired
	private Loans loans;

	@Autowired
	private Stage stage;

	@Autowired
	private WebApplicationContext context;

	@Autowired
	private FilterRegistrationBean<RequestWorkFilter> registration;

	private MockMvc mvc;

	@BeforeEach
	void addTheFilter() {
		this.mvc = MockMvcBuilders.webAppContextSetup(this.context).addFilters(filter()).build();
	}

	@AfterEach
	void nothingIsLeftOnTheThread() throws Exception {
		this.loans.giveBack();
		assertThat(WorkUnit.current()).isNull();
	}

	@Test
	void aRequestIsAUnit() throws Exception {
		this.mvc.perform(get("/handler")).andExpect(status().isOk()).andExpect(content().string("handled"));
		assertThat(this.loans.work("handler").hasEnded()).isTrue();
	}

	@Test
	void anAsynchronousRequestEndsWhenItIsDispatched() throws Exception {
		this.stage.lower();
		MvcResult result = this.mvc.perform(get("/callable")).andExpect(request().asyncStarted()).andReturn();
		assertThat(this.loans.work("request").hasEnded()).isFalse();
		assertThat(WorkUnit.current()).isNull();
		this.stage.raise();
		this.mvc.perform(asyncDispatch(result)).andExpect(content().string("called"));
		assertThat(this.loans.work("request").hasEnded()).isTrue();
	}

	@Test
	void anAsynchronousRequestMayBeLeftAsItIs() throws Exception {
		this.mvc.perform(get("/deferred")).andExpect(request().asyncStarted());
		assertThat(this.loans.work("request").hasEnded()).isFalse();
	}

	@Test
	void theExceptionOfAHandlerIsTheOneThatIsThrown() {
		assertThatExceptionOfType(jakarta.servlet.ServletException.class)
			.isThrownBy(() -> this.mvc.perform(get("/throw")))
			.havingCause()
			.isInstanceOf(IllegalStateException.class)
			.withMessage("handler");
		assertThat(this.loans.work("handler").hasEnded()).isTrue();
	}

	@Test
	void aRequestWithoutAMethodIsServed() throws Exception {
		MockFilterChain chain = new MockFilterChain();
		filter().doFilter(new MockHttpServletRequest(), new MockHttpServletResponse(), chain);
		assertThat(chain.getRequest()).isNotNull();
		chain = new MockFilterChain();
		filter().doFilter(new MockHttpServletRequest(null, null), new MockHttpServletResponse(), chain);
		assertThat(chain.getRequest()).isNotNull();
	}

	private RequestWorkFilter filter() {
		RequestWorkFilter filter = this.registration.getFilter();
		assertThat(filter).isNotNull();
		return filter;
	}

}
