package io.github.connectionpool.evaluation.scenario;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The truth about a {@link Scenario}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Label {

	/**
	 * The truth.
	 * @return leak or innocent
	 */
	Truth truth();

	/**
	 * What it does.
	 * @return one sentence
	 */
	String says();

	/**
	 * The class of a leak.
	 * @return one class, or none for innocents
	 */
	LeakClass[] follows() default {};

	/**
	 * The method, in the file of the scenario, whose line a detector should name.
	 * @return name of a method, or {@code <init>}
	 */
	String borrows();

	/**
	 * How many connections the pool has.
	 * @return the pool's maximum
	 */
	int pool() default 1;

	/**
	 * Whether the leaked connection is still held by work that has not ended, so that
	 * only its age can make it suspect.
	 * @return false for most leaks
	 */
	boolean stillHeldByRunningWork() default false;

	/**
	 * Whether an innocent keeps its connection for as long as the application runs.
	 * @return false for most innocents
	 */
	boolean forever() default false;

	/**
	 * Whether it needs a JVM with virtual threads.
	 * @return false for most scenarios
	 */
	boolean virtualThreads() default false;

	/**
	 * How many connections a leak loses.
	 * @return 1 for most leaks
	 */
	int loses() default 1;

	/**
	 * For how many seconds a connection of this line has been seen to lie before it was
	 * used, which lets the next ones lie longer.
	 * @return 0 for most leaks
	 */
	int seenToLie() default 0;

	/**
	 * Whether no line of the application stands on the stack of the borrow, so that none
	 * can be named.
	 * @return false for most leaks
	 */
	boolean unknownLine() default false;

}
