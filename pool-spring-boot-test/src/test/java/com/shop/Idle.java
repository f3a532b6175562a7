package com.shop;

import java.util.Map;

/**
 * Waits until a worker waits for its next task, since a result may arrive before.
 */
final class Idle {

	private Idle() {
	}

	static void await(String thread) throws InterruptedException {
		while (!isIdle(thread)) {
			Thread.sleep(5);
		}
	}

	/** Waits until no thread of the name is alive. */
	static void awaitEnd(String thread) throws InterruptedException {
		while (Thread.getAllStackTraces().keySet().stream().anyMatch((each) -> each.getName().equals(thread))) {
			Thread.sleep(5);
		}
	}

	private static boolean isIdle(String thread) {
		for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
			if (entry.getKey().getName().equals(thread)) {
				for (StackTraceElement frame : entry.getValue()) {
					if (frame.getMethodName().equals("getTask") || frame.getMethodName().equals("awaitWork")
							|| (frame.getMethodName().equals("mainLoop") && entry.getValue()[0].isNativeMethod())) {
						return entry.getKey().getState() == Thread.State.WAITING
								|| entry.getKey().getState() == Thread.State.TIMED_WAITING;
					}
				}
				return false;
			}
		}
		return true;
	}

}
