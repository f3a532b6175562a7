package io.github.connectionpool.internal.capture;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Finds the call site in a checkout stack. It is the first frame of the application from
 * the borrow on, with two exceptions. A frame that passes on a call of another (a filter,
 * an advice, a decorated task) is skipped. A frame of a framework that calls back into
 * the application ends the search; the call site is then the component of a framework
 * that has borrowed for itself. Immutable and thread-safe.
 */
public final class CallSites {

	static final List<String> OWN_PACKAGES = List.of("io.github.connectionpool.internal.jdbc.",
			"io.github.connectionpool.internal.checkout.", "io.github.connectionpool.internal.capture.");

	private final List<String> applicationPackages;

	/**
	 * Create for the packages of an application.
	 * @param applicationPackages names of the application's packages, each with all
	 * packages below it; may be empty
	 */
	public CallSites(Collection<String> applicationPackages) {
		this.applicationPackages = applicationPackages.stream().map((name) -> name + ".").toList();
	}

	/**
	 * Find the application's line.
	 * @param frames a stack, topmost frame first
	 * @return the frame; null if no frame of the application has asked for the call at
	 * the top
	 */
	public @Nullable StackTraceElement find(StackTraceElement[] frames) {
		CallSite found = locate(frames);
		if (found == null || found.component() != null) {
			return null;
		}
		// a method whose proxy is still running has no frame yet
		return Arrays.asList(frames).contains(found.frame()) ? found.frame() : null;
	}

	/**
	 * Find the call site: the application's line or, if there is none, the component of a
	 * framework.
	 * @param frames a stack, topmost frame first
	 * @return the call site, null if the stack has no frame that qualifies
	 */
	public @Nullable CallSite locate(StackTraceElement[] frames) {
		CallSiteCandidates candidates = new CallSiteCandidates();
		StackTraceElement called = null;
		FrameKind calledKind = null;
		for (StackTraceElement frame : frames) {
			FrameKind kind = owner(frame.getClassName());
			if (FrameKind.isGenerated(frame)) {
				if (kind == FrameKind.APPLICATION) {
					candidates.addProxy(frame);
				}
				continue;
			}
			if (kind == FrameKind.APPLICATION && !CallBacks.handsOn(frame, called, calledKind)) {
				return new CallSite(frame, null);
			}
			candidates.add(frame, kind);
			if (kind == FrameKind.FRAMEWORK && CallBacks.isCaller(frame)) {
				break;
			}
			called = frame;
			calledKind = kind;
		}
		return candidates.best();
	}

	/** The kind of a class; a generated one counts as the class that it stands for. */
	private FrameKind owner(String type) {
		if (FrameKind.startsWithAny(type, this.applicationPackages)) {
			return FrameKind.APPLICATION;
		}
		FrameKind library = FrameKind.ofLibrary(type);
		return (library == FrameKind.FRAMEWORK && this.applicationPackages.isEmpty()
				&& !FrameKind.isKnownFramework(type)) ? FrameKind.APPLICATION : library;
	}

	/**
	 * Whether a frame belongs to a package of the application.
	 * @param frame the frame
	 * @return false as well if no packages are known
	 */
	public boolean isApplication(StackTraceElement frame) {
		return this.applicationPackages.stream().anyMatch(frame.getClassName()::startsWith);
	}

	/**
	 * Whether the packages of the application are known.
	 * @return whether each frame of the application can be told from one of a library
	 */
	public boolean knowsTheApplication() {
		return !this.applicationPackages.isEmpty();
	}

	/**
	 * A frame as it is written in a report, without class loader and module.
	 * @param frame the frame
	 * @return for example {@code com.shop.OrderRepository.find(OrderRepository.java:42)}
	 */
	public static String describe(StackTraceElement frame) {
		return CallSite.describe(frame);
	}

}
