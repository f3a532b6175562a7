package io.github.connectionpool.benchmarks.borrow;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A virtual thread for each core, where the JVM has them. Found at run time, since the
 * code is compiled for Java 17.
 */
@State(Scope.Thread)
public class VirtualBorrowers {

	private static final @Nullable MethodHandle NEW_EXECUTOR = find();

	private final List<CallDepth> depths = new ArrayList<>();

	@SuppressWarnings("NullAway.Init")
	private ExecutorService executor;

	static boolean areThere() {
		return NEW_EXECUTOR != null;
	}

	/**
	 * Make what starts the threads.
	 * @throws Throwable if the JVM has none
	 */
	@Setup
	public void open() throws Throwable {
		if (NEW_EXECUTOR == null) {
			throw new IllegalStateException("This JVM has no virtual threads");
		}
		this.executor = (ExecutorService) NEW_EXECUTOR.invokeExact();
		for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
			this.depths.add(new CallDepth());
		}
	}

	void borrow(PoolUnderTest pool, Blackhole sink) throws Exception {
		List<Future<?>> borrowers = new ArrayList<>();
		for (CallDepth depth : this.depths) {
			borrowers.add(this.executor.submit(() -> depth.call(pool.depth, new BorrowBatch(pool.dataSource(), sink))));
		}
		for (Future<?> borrower : borrowers) {
			borrower.get();
		}
	}

	/** Stop. */
	@TearDown
	public void close() {
		this.executor.shutdown();
	}

	private static @Nullable MethodHandle find() {
		try {
			return MethodHandles.publicLookup()
				.findStatic(Executors.class, "newVirtualThreadPerTaskExecutor",
						MethodType.methodType(ExecutorService.class));
		}
		catch (NoSuchMethodException ex) {
			return null;
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
