package io.github.connectionpool.internal.capture;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CallSitesTests {

	private static final Collection<String> SHOP = List.of("com.shop");

	private static final Collection<String> UNKNOWN = List.of();

	@Test
	void theTopmostFrameOfTheApplicationIsTheCallSite() {
		assertThat(find(SHOP, "org.springframework.jdbc.core.JdbcTemplate", "com.shop.OrderRepository",
				"com.shop.OrderService"))
			.isEqualTo("com.shop.OrderRepository");
	}

	@Test
	void aFrameOfTheApplicationIsPreferredToAnUnknownOneAboveIt() {
		assertThat(find(SHOP, "com.vendor.Mapper", "com.shop.OrderRepository")).isEqualTo("com.shop.OrderRepository");
	}

	@Test
	void classesInPackagesBelowBelongToTheApplication() {
		assertThat(find(SHOP, "com.vendor.Mapper", "com.shop.orders.jdbc.OrderRepository"))
			.isEqualTo("com.shop.orders.jdbc.OrderRepository");
	}

	@Test
	void aPackageWhoseNameOnlyBeginsAlikeIsAnother() {
		assertThat(find(SHOP, "com.shopping.Mapper", "com.shop.OrderRepository")).isEqualTo("com.shop.OrderRepository");
		assertThat(find(List.of("com.shopping"), "com.shop.OrderRepository", "com.shopping.Mapper"))
			.isEqualTo("com.shopping.Mapper");
	}

	@Test
	void anApplicationMayHaveSeveralPackages() {
		assertThat(find(List.of("com.shop", "com.stock"), "com.vendor.Mapper", "com.stock.Shelf", "com.shop.Order"))
			.isEqualTo("com.stock.Shelf");
	}

	@Test
	void anApplicationMayLiveInAKnownPackage() {
		assertThat(find(List.of("org.springframework.samples"), "org.springframework.jdbc.core.JdbcTemplate",
				"org.springframework.samples.petclinic.Owners"))
			.isEqualTo("org.springframework.samples.petclinic.Owners");
	}

	@Test
	void withoutAFrameOfTheApplicationItIsTheFirstUnknownOne() {
		assertThat(find(SHOP, "java.util.ArrayList", "org.hibernate.Session", "com.vendor.Job", "com.vendor.Scheduler"))
			.isEqualTo("com.vendor.Job");
	}

	@Test
	void withoutPackagesItIsTheFirstUnknownOne() {
		assertThat(find(UNKNOWN, "org.springframework.jdbc.core.JdbcTemplate", "com.shop.OrderRepository",
				"com.shop.OrderService"))
			.isEqualTo("com.shop.OrderRepository");
	}

	@Test
	void theDefaultPackageIsUnknownToo() {
		assertThat(find(UNKNOWN, "java.lang.Thread", "Main")).isEqualTo("Main");
	}

	@ParameterizedTest
	@ValueSource(strings = { "java.lang.Thread", "jdk.internal.reflect.DirectMethodHandleAccessor",
			"jakarta.servlet.http.HttpServlet", "kotlin.io.CloseableKt", "org.springframework.jdbc.core.JdbcTemplate",
			"org.hibernate.internal.SessionImpl", "com.zaxxer.hikari.HikariDataSource",
			"org.apache.tomcat.jdbc.pool.ConnectionPool", "org.apache.catalina.core.ApplicationFilterChain",
			"org.apache.commons.dbcp2.BasicDataSource", "oracle.jdbc.driver.OracleDriver", "org.postgresql.Driver",
			"com.mysql.cj.jdbc.Driver", "org.mariadb.jdbc.Driver", "org.h2.Driver", "org.jooq.impl.DefaultDSLContext",
			"org.apache.ibatis.session.SqlSession", "io.github.connectionpool.endpoint.ConnectionPoolEndpoint" })
	void librariesAreNoCallSite(String type) {
		assertThat(find(UNKNOWN, type)).isNull();
	}

	@Test
	void aFrameworkIsNoneOfTheApplicationButIsNamed() {
		StackTraceElement[] frames = {
				frame("liquibase.lockservice.StandardLockService", "acquireLock", "StandardLockService.java", 250) };
		assertThat(new CallSites(UNKNOWN).find(frames)).isNull();
		assertThat(new CallSites(UNKNOWN).locate(frames)).hasToString(
				"liquibase.lockservice.StandardLockService.acquireLock(StandardLockService.java:250) (Liquibase's migration)");
	}

	@Test
	void aMethodThatHasNotBegunIsNamedWithoutALine() {
		StackTraceElement[] frames = {
				frame("org.springframework.transaction.interceptor.TransactionInterceptor", "invoke",
						"TransactionInterceptor.java", 130),
				frame("com.shop.OrderService$$SpringCGLIB$$0", "place", "<generated>", -1) };
		assertThat(new CallSites(SHOP).find(frames)).isNull();
		assertThat(new CallSites(SHOP).locate(frames)).hasToString("com.shop.OrderService.place(Unknown Source)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "javassist.Loader", "oraclejobs.Nightly", "reactors.Control", "com.sunshine.Weather" })
	void aNameThatOnlyBeginsLikeALibraryIsNone(String type) {
		assertThat(find(UNKNOWN, type)).isEqualTo(type);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "com.shop.OrderService$$SpringCGLIB$$0", "com.shop.OrderService$$EnhancerBySpringCGLIB$$1f",
					"com.shop.OrderService$HibernateProxy$$aB3", "com.shop.$Proxy42", "jdk.proxy2.$Proxy7",
					"com.shop.OrderService$$Lambda/0x00007f2c001ff8a0", "com.shop.OrderService$$FastClass$$0" })
	void generatedClassesAreSkipped(String generated) {
		assertThat(find(SHOP, generated, "com.shop.OrderService")).isEqualTo("com.shop.OrderService");
		assertThat(find(UNKNOWN, generated, "com.shop.OrderService")).isEqualTo("com.shop.OrderService");
		assertThat(find(SHOP, generated)).isNull();
	}

	@Test
	void nestedAndAnonymousClassesAreNotGenerated() {
		assertThat(find(SHOP, "com.shop.OrderService$Lines$1")).isEqualTo("com.shop.OrderService$Lines$1");
	}

	@Test
	void theBodyOfALambdaIsAFrameOfItsClass() {
		StackTraceElement[] frames = { frame("com.shop.OrderService$$Lambda/0x1", "run", null, -1),
				frame("com.shop.OrderService", "lambda$place$0", "OrderService.java", 7) };
		StackTraceElement found = new CallSites(SHOP).find(frames);
		assertThat(found).isSameAs(frames[1]);
	}

	@Test
	void anEmptyStackHasNoCallSite() {
		assertThat(find(SHOP)).isNull();
		assertThat(find(UNKNOWN)).isNull();
	}

	@Test
	void isDescribedWithFileAndLine() {
		assertThat(CallSites.describe(frame("com.shop.OrderRepository", "find", "OrderRepository.java", 42)))
			.isEqualTo("com.shop.OrderRepository.find(OrderRepository.java:42)");
	}

	@Test
	void isDescribedWithoutClassLoaderAndModule() {
		assertThat(CallSites
			.describe(new StackTraceElement("app", "shop", "1.0", "com.shop.Order", "find", "Order.java", 42)))
			.isEqualTo("com.shop.Order.find(Order.java:42)");
	}

	@Test
	void isDescribedWithoutALineWhereThereIsNone() {
		assertThat(CallSites.describe(frame("com.shop.Order", "find", "Order.java", -1)))
			.isEqualTo("com.shop.Order.find(Order.java)");
	}

	@Test
	void isDescribedAsNative() {
		assertThat(CallSites.describe(frame("com.shop.Native", "read", "Native.java", -2)))
			.isEqualTo("com.shop.Native.read(Native Method)");
	}

	@Test
	void isDescribedWithAnUnknownSource() {
		assertThat(CallSites.describe(frame("com.shop.Order", "find", null, 42)))
			.isEqualTo("com.shop.Order.find(Unknown Source)");
	}

	private static @Nullable String find(Collection<String> applicationPackages, String... types) {
		StackTraceElement[] frames = Stream.of(types)
			.map((type) -> frame(type, "call", "Source.java", 1))
			.toArray(StackTraceElement[]::new);
		StackTraceElement found = new CallSites(applicationPackages).find(frames);
		return (found != null) ? found.getClassName() : null;
	}

	private static StackTraceElement frame(String type, String method, @Nullable String file, int line) {
		return new StackTraceElement(type, method, file, line);
	}

	@Test
	void aNestedClassOfTheApplicationWhoseNameBeginsWithProxyIsNotGenerated() {
		StackTraceElement frame = new StackTraceElement("com.shop.Payments$ProxyClient", "pay", "Payments.java", 7);
		assertThat(new CallSites(List.of("com.shop")).find(new StackTraceElement[] { frame })).isSameAs(frame);
	}

}
