package io.github.connectionpool.benchmarks.stub;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;

import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.StubMethod;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * Fills up the stubs: what an abstract class has not written by hand returns nothing, 0
 * or false. A proxy of the JDK would cost more than the measured code.
 */
final class Stubs {

	private static final ClassValue<Constructor<?>> constructors = new ClassValue<>() {

		@Override
		protected Constructor<?> computeValue(Class<?> type) {
			return fillUp(type);
		}

	};

	private Stubs() {
	}

	static <T> T create(Class<T> type) {
		try {
			return type.cast(constructors.get(type).newInstance());
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("A stub of %s cannot be made".formatted(type), ex);
		}
	}

	private static Constructor<?> fillUp(Class<?> type) {
		try {
			return new ByteBuddy().subclass(type)
				.method(ElementMatchers.isAbstract())
				.intercept(StubMethod.INSTANCE)
				.make()
				.load(type.getClassLoader(), ClassLoadingStrategy.UsingLookup.of(MethodHandles.lookup()))
				.getLoaded()
				.getDeclaredConstructor();
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException("A stub of %s cannot be made".formatted(type), ex);
		}
	}

}
