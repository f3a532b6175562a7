package io.github.connectionpool.leak;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.checkout.CallSite;
import io.github.connectionpool.checkout.CallSites;

/**
 * Where a thread is, by its stack. Immutable.
 *
 * @param place the kind of place
 * @param line the topmost line of the application, null if there is none
 */
public record Whereabouts(Place place, @Nullable String line) {

	/** A kind of place, with the packages and methods that tell it. */
	@SuppressWarnings("ImmutableEnumChecker") // the lists are
	public enum Place {

		/** In the borrow of a connection. */
		POOL("waits for a connection", List.of("io.github.connectionpool.jdbc.MonitoredDataSource.")),

		/** In the database's driver. */
		DATABASE("is in the database driver",
				List.of("org.postgresql.", "com.mysql.", "org.mariadb.", "oracle.jdbc.", "com.microsoft.sqlserver.",
						"org.h2.", "com.ibm.db2.")),

		/** In an HTTP client. */
		HTTP("is in an HTTP client",
				List.of("jdk.internal.net.http.", "java.net.http.", "sun.net.www.protocol.http", "org.apache.http.",
						"org.apache.hc.", "okhttp3.", "reactor.netty.http.client.", "org.eclipse.jetty.client.",
						"feign.", "org.springframework.web.client.",
						"org.springframework.web.reactive.function.client.")),

		/** Asleep. */
		SLEEP("sleeps", List.of("java.lang.Thread.sleep", "java.util.concurrent.TimeUnit.sleep")),

		/** Waits for a lock. */
		LOCK("waits for a lock",
				List.of("java.util.concurrent.locks.ReentrantLock", "java.util.concurrent.locks.ReentrantReadWriteLock",
						"java.util.concurrent.locks.StampedLock")),

		/** Reads or writes a file. */
		FILE("reads or writes a file",
				List.of("sun.nio.ch.FileChannelImpl.", "sun.nio.ch.FileDispatcherImpl.", "java.io.FileInputStream.",
						"java.io.FileOutputStream.", "java.io.RandomAccessFile.", "java.nio.file.", "sun.nio.fs.")),

		/** Reads from or writes to a socket that is not the database's. */
		NETWORK("talks over the network",
				List.of("sun.nio.ch.NioSocketImpl.", "sun.nio.ch.SocketChannelImpl.", "java.net.Socket",
						"sun.nio.ch.SocketDispatcher.")),

		/** Waits for another thread. */
		WAIT("waits for another thread",
				List.of("java.lang.Object.wait", "jdk.internal.misc.Unsafe.park",
						"java.util.concurrent.locks.LockSupport.park", "java.lang.VirtualThread.park",
						"java.lang.Thread.join")),

		/** Computes, or does what is not known. */
		RUNNING("runs", List.of()),

		/** A worker that waits for its next task. */
		IDLE("waits for its next task", List.of()),

		/** The thread is no more. */
		ENDED("has ended", List.of());

		private final String words;

		private final List<String> frames;

		Place(String words, List<String> frames) {
			this.words = words;
			this.frames = frames;
		}

		boolean isToldBy(String frame) {
			for (String name : this.frames) {
				if (frame.startsWith(name)) {
					return true;
				}
			}
			return false;
		}

	}

	/** What the thread is doing is told by the frames above the application's. */
	private static final int MAX_FRAMES = 60;

	static Whereabouts of(Thread.State state, List<StackTraceElement> stack, CallSites callSites) {
		if (state == Thread.State.TERMINATED) {
			return new Whereabouts(Place.ENDED, null);
		}
		StackTraceElement[] frames = stack.toArray(new StackTraceElement[0]);
		StackTraceElement line = callSites.find(frames);
		int above = (line != null) ? stack.indexOf(line) : stack.size();
		Place place = (state == Thread.State.BLOCKED) ? Place.LOCK
				: place(stack.subList(0, Math.min(above, MAX_FRAMES)));
		if (place == Place.WAIT && WorkerStacks.isIdle(frames)) {
			place = Place.IDLE;
		}
		if (line == null && place == Place.POOL) {
			CallSite borrows = callSites.locate(frames);
			return new Whereabouts(place, (borrows != null) ? borrows.toString() : null);
		}
		return new Whereabouts(place, (line != null) ? CallSites.describe(line) : null);
	}

	/** What says most, since an HTTP client waits in its socket. */
	private static Place place(List<StackTraceElement> frames) {
		Place found = Place.RUNNING;
		for (StackTraceElement frame : frames) {
			String name = frame.getClassName() + "." + frame.getMethodName();
			for (Place place : Place.values()) {
				if (place.compareTo(found) < 0 && place.isToldBy(name)) {
					found = place;
				}
			}
		}
		return found;
	}

	/**
	 * In words, as what a thread does.
	 * @return for example {@code is in an HTTP client at com.shop.Desk.pay(Desk.java:33)}
	 */
	public String words() {
		return (this.line != null) ? this.place.words + " at " + this.line : this.place.words;
	}

}
