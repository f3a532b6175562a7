package io.github.connectionpool.internal.garbage;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Hastens the next collection of the young generation by allocating some garbage. Most
 * lost handles are young, so this collection proves most of the handles that a full one
 * would, and takes milliseconds only. Without it there might be none, since the
 * application allocates little while its borrowers wait. For one thread at a time.
 */
final class YoungCollection {

	/**
	 * With ten checks a second this is some 300 MB in a second, which takes some 5 % of a
	 * core.
	 */
	private static final int PIECES = 512;

	/** Small enough to be allocated in the young generation by every collector. */
	private static final int PIECE_BYTES = 64 * 1024;

	/** A heap with more live objects than this gets no garbage in addition. */
	private static final double MAX_ALIVE = 0.8;

	private final AtomicBoolean underWay = new AtomicBoolean();

	private WeakReference<Object> canary = new WeakReference<>(new Object());

	// a field, since the compiler would leave an unused allocation out
	@SuppressWarnings("UnusedVariable")
	private volatile byte[] piece = {};

	boolean begin() {
		return this.underWay.compareAndSet(false, true);
	}

	void end() {
		this.underWay.set(false);
	}

	/**
	 * Allocates until a collection has run, up to a limit. Returns whether one has run.
	 */
	boolean hasten() {
		for (int i = 0; i < PIECES && !this.canary.refersTo(null) && (i > 0 || hasRoom()); i++) {
			this.piece = new byte[PIECE_BYTES];
		}
		this.piece = new byte[0];
		if (this.canary.refersTo(null)) {
			this.canary = new WeakReference<>(new Object());
			return true;
		}
		return false;
	}

	/** Whether the heap has room, by its usage after the last collections. */
	private static boolean hasRoom() {
		long alive = 0;
		for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
			MemoryUsage usage = (pool.getType() == MemoryType.HEAP) ? pool.getCollectionUsage() : null;
			alive += (usage != null) ? usage.getUsed() : 0;
		}
		return alive < Runtime.getRuntime().maxMemory() * MAX_ALIVE;
	}

}
