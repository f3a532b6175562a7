package io.github.connectionpool.test;

import java.lang.reflect.Method;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails each test that ends with a connection still borrowed, in tests without Spring.
 * Tests of Spring need no extension. If both are there, each test is checked once.
 *
 * <pre>
 * &#64;RegisterExtension
 * static final OpenConnectionsExtension connections = OpenConnectionsExtension.around(new HikariDataSource(config));
 *
 * final OrderRepository orders = new OrderRepository(connections.dataSource());
 * </pre>
 *
 * <p>
 * Thread-safe. Works with JUnit Jupiter 5 and 6.
 *
 * @since 0.1.0
 */
public final class OpenConnectionsExtension implements BeforeEachCallback, AfterEachCallback {

	private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace
		.create(OpenConnectionsExtension.class);

	private final @Nullable DataSource dataSource;

	/**
	 * Create for data sources that are watched elsewhere, as those of Spring's contexts.
	 */
	public OpenConnectionsExtension() {
		this.dataSource = null;
	}

	private OpenConnectionsExtension(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	/**
	 * Create around a data source. The tests must borrow from {@link #dataSource()}.
	 * @param dataSource a pool or any other data source
	 * @return a new extension
	 */
	public static OpenConnectionsExtension around(DataSource dataSource) {
		return new OpenConnectionsExtension(watch("dataSource", dataSource));
	}

	/**
	 * Watch a data source, for the tests of a class that has this extension.
	 * @param name a name for messages
	 * @param dataSource a pool or any other data source
	 * @return the data source that the tests must borrow from; closing the pool is left
	 * to the caller
	 */
	public static DataSource watch(String name, DataSource dataSource) {
		return WatchedDataSources.around(name, dataSource);
	}

	/**
	 * The watched data source.
	 * @return the data source that the tests must borrow from
	 * @throws IllegalStateException if the extension was not created around one
	 */
	public DataSource dataSource() {
		if (this.dataSource == null) {
			throw new IllegalStateException("This extension has no data source: create it by"
					+ " OpenConnectionsExtension.around(DataSource) in a field with @RegisterExtension");
		}
		return this.dataSource;
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		Method method = context.getTestMethod().orElse(null);
		TestRun run = TestRuns.begin(context.getRequiredTestClass(), method);
		if (run != null) {
			context.getStore(NAMESPACE).put(TestRun.class, run);
		}
	}

	@Override
	public void afterEach(ExtensionContext context) {
		TestRun run = context.getStore(NAMESPACE).remove(TestRun.class, TestRun.class);
		if (run != null) {
			run.end();
		}
	}

}
