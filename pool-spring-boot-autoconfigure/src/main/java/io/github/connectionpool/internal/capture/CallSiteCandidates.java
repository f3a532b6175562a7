package io.github.connectionpool.internal.capture;

import org.jspecify.annotations.Nullable;

/**
 * The frames that may be named as a call site if no line of the application has asked for
 * the borrow. For one search, not thread-safe.
 */
final class CallSiteCandidates {

	private static final String CGLIB = "$$SpringCGLIB$$";

	/** The first component, or the first proxy of a class of the application. */
	private @Nullable CallSite first;

	/** A mapper, used if its caller is not found. */
	private @Nullable StackTraceElement mapper;

	/** A data source or a helper of the application, used if its caller is not found. */
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
	 * Add a proxy of a class of the application. If only plumbing is above it, an advice
	 * has borrowed before the method began, as the one for transactions does. The method
	 * has no line yet.
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
