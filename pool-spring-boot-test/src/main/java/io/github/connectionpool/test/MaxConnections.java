package io.github.connectionpool.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Fails a test that has had more connections at once. It counts those of the test's
 * thread and of the threads that work for the test, of all pools together. That of a
 * transaction around the test counts as well. On a class it holds for all tests of the
 * class and of the classes within it. The annotation of a method comes first.
 *
 * <pre>
 * &#64;Test
 * &#64;MaxConnections(1)
 * void readsTheOrderWithOneConnection() {
 *     ...
 * }
 * </pre>
 *
 * <p>
 * Two threads that borrow at the same instant may be counted as one, so that a test may
 * pass that has had one more. A test never fails for a connection that was returned.
 *
 * @since 0.1.0
 */
@Documented
@Inherited
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OpenConnectionsExtension.class)
public @interface MaxConnections {

	/**
	 * The most connections at once.
	 * @return at least 0
	 */
	int value();

}
