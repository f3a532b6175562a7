package io.github.connectionpool.benchmarks.watcher;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

import io.github.connectionpool.internal.watch.Watcher;

/**
 * Takes looks when it is told to, as the watching thread does at each interval. Not for
 * several threads at once, nor while the watcher runs.
 */
final class Looks {

	private final MethodHandle look;

	/**
	 * Create.
	 * @param watcher whose looks
	 * @throws ReflectiveOperationException if looks are taken in another way by now
	 */
	Looks(Watcher watcher) throws ReflectiveOperationException {
		// the measured class has no other reason to be public
		this.look = MethodHandles.privateLookupIn(Watcher.class, MethodHandles.lookup())
			.findVirtual(Watcher.class, "check", MethodType.methodType(long.class))
			.bindTo(watcher);
	}

	/**
	 * Look once at all pools.
	 * @return how long it took, in nanoseconds
	 */
	long take() {
		long begin = System.nanoTime();
		try {
			long unused = (long) this.look.invokeExact();
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
		return System.nanoTime() - begin;
	}

}
