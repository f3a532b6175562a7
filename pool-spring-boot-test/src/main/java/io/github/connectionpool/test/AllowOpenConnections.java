package io.github.connectionpool.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Allows a test to end with connections still borrowed. On a class it holds for all tests
 * of the class and of the classes within it. The annotation of a method comes first.
 *
 * <pre>
 * &#64;Test
 * &#64;AllowOpenConnections(value = 1, reason = "the lock keeps its connection")
 * void takesTheLock() {
 *     ...
 * }
 * </pre>
 *
 * @since 0.1.0
 */
@Documented
@Inherited
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OpenConnectionsExtension.class)
public @interface AllowOpenConnections {

	/**
	 * The most connections that may still be borrowed at the end of the test.
	 * @return at least 1; any number by default
	 */
	int value() default Integer.MAX_VALUE;

	/**
	 * Why the connections stay open, for the next reader of the test.
	 * @return must not be blank
	 */
	String reason();

}
