package io.github.connectionpool.internal.thread;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

import org.jspecify.annotations.Nullable;

/**
 * Properties of a thread for which the oldest supported JDK has no method. Thread-safe.
 */
public final class Threads {

	private static final @Nullable MethodHandle IS_VIRTUAL = isVirtualHandle();

	private Threads() {
	}

	/**
	 * Whether a thread is virtual.
	 * @param thread the thread
	 * @return always false before JDK 21
	 */
	public static boolean isVirtual(Thread thread) {
		if (IS_VIRTUAL == null) {
			return false;
		}
		try {
			return (boolean) IS_VIRTUAL.invokeExact(thread);
		}
		catch (Throwable ex) {
			return false;
		}
	}

	@SuppressWarnings("deprecation") // threadId() is not in JDK 17
	public static long idOf(Thread thread) {
		return thread.getId();
	}

	private static @Nullable MethodHandle isVirtualHandle() {
		try {
			return MethodHandles.publicLookup()
				.findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
		}
		catch (ReflectiveOperationException ex) {
			return null;
		}
	}

}
