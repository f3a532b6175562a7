package io.github.connectionpool.test;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;

/**
 * The rules for a test, as its annotations say. Immutable.
 *
 * @param open the most connections that may be borrowed at its end
 * @param most the most connections at once, null if there is no limit
 */
record TestRules(int open, @Nullable Integer most) {

	/** A test without annotations. */
	static final TestRules NONE = new TestRules(0, null);

	static TestRules of(Class<?> testClass, @Nullable Method method) {
		AllowOpenConnections allow = find(AllowOpenConnections.class, testClass, method);
		MaxConnections max = find(MaxConnections.class, testClass, method);
		return (allow == null && max == null) ? NONE : new TestRules((allow != null) ? allowed(allow, testClass) : 0,
				(max != null) ? most(max, testClass) : null);
	}

	private static int allowed(AllowOpenConnections allow, Class<?> testClass) {
		if (allow.reason().isBlank()) {
			throw new IllegalArgumentException("@AllowOpenConnections of " + testClass.getName()
					+ " has a blank reason: it must say why the connections stay open");
		}
		if (allow.value() < 1) {
			throw new IllegalArgumentException("@AllowOpenConnections(" + allow.value() + ") of " + testClass.getName()
					+ " must allow at least 1 connection; without the annotation none may stay open");
		}
		return allow.value();
	}

	private static int most(MaxConnections max, Class<?> testClass) {
		if (max.value() < 0) {
			throw new IllegalArgumentException("@MaxConnections(" + max.value() + ") of " + testClass.getName()
					+ " must not be negative; 0 means that the test borrows no connection");
		}
		return max.value();
	}

	private static <A extends Annotation> @Nullable A find(Class<A> type, Class<?> testClass, @Nullable Method method) {
		A onMethod = (method != null) ? AnnotatedElementUtils.findMergedAnnotation(method, type) : null;
		if (onMethod != null) {
			return onMethod;
		}
		return MergedAnnotations.search(SearchStrategy.TYPE_HIERARCHY)
			.withEnclosingClasses(ClassUtils::isInnerClass)
			.from(testClass)
			.get(type)
			.synthesize(MergedAnnotation::isPresent)
			.orElse(null);
	}

}
