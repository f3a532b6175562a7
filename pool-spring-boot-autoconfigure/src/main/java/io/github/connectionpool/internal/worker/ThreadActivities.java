package io.github.connectionpool.internal.worker;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.github.connectionpool.internal.capture.CallSite;
import io.github.connectionpool.internal.capture.CallSites;
import io.github.connectionpool.report.ThreadActivity.Place;
import io.github.connectionpool.report.ThreadActivity;

/**
 * Recognizes the activity of a thread from its stack.
 */
public final class ThreadActivities {

	/** The packages and methods by which each kind of place is recognized. */
	private static final Map<Place, List<String>> FRAMES = frames();

	/**
	 * The most frames that are read above the application's line; they show the activity.
	 */
	private static final int MAX_FRAMES = 60;

	private ThreadActivities() {
	}

	public static ThreadActivity of(Thread.State state, List<StackTraceElement> stack, CallSites callSites) {
		if (state == Thread.State.TERMINATED) {
			return new ThreadActivity(Place.ENDED, null);
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
			return new ThreadActivity(place, (borrows != null) ? borrows.toString() : null);
		}
		return new ThreadActivity(place, (line != null) ? CallSites.describe(line) : null);
	}

	/** The most telling kind of place, since an HTTP client waits in a socket. */
	private static Place place(List<StackTraceElement> frames) {
		Place found = Place.RUNNING;
		for (StackTraceElement frame : frames) {
			String name = frame.getClassName() + "." + frame.getMethodName();
			for (Place place : Place.values()) {
				if (place.compareTo(found) < 0 && isToldBy(name, place)) {
					found = place;
				}
			}
		}
		return found;
	}

	/**
	 * Whether a kind of place is recognized by a frame.
	 * @param frame the names of class and method
	 * @param place the kind of place
	 */
	static boolean isToldBy(String frame, Place place) {
		for (String name : FRAMES.getOrDefault(place, List.of())) {
			if (frame.startsWith(name)) {
				return true;
			}
		}
		return false;
	}

	private static Map<Place, List<String>> frames() {
		Map<Place, List<String>> frames = new EnumMap<>(Place.class);
		frames.put(Place.POOL, List.of("io.github.connectionpool.internal.jdbc.NotedBorrows."));
		frames.put(Place.DATABASE, List.of("org.postgresql.", "com.mysql.", "org.mariadb.", "oracle.jdbc.",
				"com.microsoft.sqlserver.", "org.h2.", "com.ibm.db2."));
		frames.put(Place.HTTP,
				List.of("jdk.internal.net.http.", "java.net.http.", "sun.net.www.protocol.http", "org.apache.http.",
						"org.apache.hc.", "okhttp3.", "reactor.netty.http.client.", "org.eclipse.jetty.client.",
						"feign.", "org.springframework.web.client.",
						"org.springframework.web.reactive.function.client."));
		frames.put(Place.SLEEP, List.of("java.lang.Thread.sleep", "java.util.concurrent.TimeUnit.sleep"));
		frames.put(Place.LOCK, List.of("java.util.concurrent.locks.ReentrantLock",
				"java.util.concurrent.locks.ReentrantReadWriteLock", "java.util.concurrent.locks.StampedLock"));
		frames.put(Place.FILE,
				List.of("sun.nio.ch.FileChannelImpl.", "sun.nio.ch.FileDispatcherImpl.", "java.io.FileInputStream.",
						"java.io.FileOutputStream.", "java.io.RandomAccessFile.", "java.nio.file.", "sun.nio.fs."));
		frames.put(Place.NETWORK, List.of("sun.nio.ch.NioSocketImpl.", "sun.nio.ch.SocketChannelImpl.",
				"java.net.Socket", "sun.nio.ch.SocketDispatcher."));
		frames.put(Place.WAIT,
				List.of("java.lang.Object.wait", "jdk.internal.misc.Unsafe.park",
						"java.util.concurrent.locks.LockSupport.park", "java.lang.VirtualThread.park",
						"java.lang.Thread.join"));
		return frames;
	}

}
