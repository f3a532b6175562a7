package io.github.connectionpool.internal.garbage;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Hastens the next collection of the young generation by allocating some garbage. It
 * proves most of what a full collection would, since a handle that is lost is mostly a
 * young one, and takes milliseconds: while borrowers wait, the application allocates
 * little and would not collect by itself. For one thread at a time.
 */
final class YoungCollection {

	/** At ten looks a second some 300 MB in a second, which take a core some 5 %. */
	private static final int PIECES = 512;

	/** Small enough to be allocated in the young generation by every collector. */
	private static final int PIECE_BYTES = 64 * 1024;

	/** A heap that is full of what is alive is in trouble enough. */
	private static final double MAX_ALIVE = 0.8;

	private final AtomicBoolean underWay = new AtomicBoolean();

	private WeakReference<Object> canary = new WeakReference<>(new Object());

	@SuppressWarnings("UnusedVariable") // or the compiler would leave the allocation out
	private volatile byte[] piece = {};

	boolean begin() {
		return this.underWay.compareAndSet(false, true);
	}

	void end() {
		this.underWay.set(false);
	}

	/** Allocates, until there has been a collection or for a while. */
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

	/** By what was in use after the last collections. */
	private static boolean hasRoom() {
		long alive = 0;
		for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
			MemoryUsage usage = (pool.getType() == MemoryType.HEAP) ? pool.getCollectionUsage() : null;
			alive += (usage != null) ? usage.getUsed() : 0;
		}
		return alive < Runtime.getRuntime().maxMemory() * MAX_ALIVE;
	}

}
