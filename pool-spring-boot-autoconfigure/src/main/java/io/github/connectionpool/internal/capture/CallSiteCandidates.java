package io.github.connectionpool.internal.capture;

import org.jspecify.annotations.Nullable;

/**
 * The frames that may be named as a call site where no line of the application has asked
 * for the borrow. For one search, not thread-safe.
 */
final class CallSiteCandidates {

	private static final String CGLIB = "$$SpringCGLIB$$";

	/** The first component, or the first proxy of a class of the application. */
	private @Nullable CallSite first;

	/** A mapper, for lack of its caller. */
	private @Nullable StackTraceElement mapper;

	/** The application's own data source or the like, for lack of its caller. */
	private @Nullable StackTraceElement wrapper;

	/** A frame with source. */
	void add(StackTraceElement frame, FrameKind kind) {
		switch (kind) {
			case FRAMEWORK -> addFramework(frame);
			case MAPPER -> this.mapper = (this.mapper != null) ? this.mapper : frame;
			case APPLICATION -> {
				if (this.wrapper == null && CallBacks.isGetConnection(frame)) {
					this.wrapper = frame;
				}
			}
			default -> {
			}
		}
	}

	private void addFramework(StackTraceElement frame) {
		boolean saysLess = this.mapper != null && CallBacks.isContainer(frame);
		if (this.first == null && !saysLess && !CallBacks.isWorkerLoop(frame)) {
			this.first = new CallSite(frame, Components.name(frame));
		}
	}

	/**
	 * A proxy of a class of the application. With nothing but plumbing above it, an
	 * advice has borrowed for the method before it began, as the one for transactions
	 * does. The method has no line yet.
	 */
	void addProxy(StackTraceElement frame) {
		String type = frame.getClassName();
		int generated = type.indexOf(CGLIB);
		if (this.first == null && generated > 0) {
			this.first = new CallSite(
					new StackTraceElement(type.substring(0, generated), frame.getMethodName(), null, -1), null);
		}
	}

	@Nullable CallSite best() {
		if (this.first != null) {
			return this.first;
		}
		if (this.mapper != null) {
			return new CallSite(this.mapper, Components.name(this.mapper));
		}
		return (this.wrapper != null) ? new CallSite(this.wrapper, null) : null;
	}

}
