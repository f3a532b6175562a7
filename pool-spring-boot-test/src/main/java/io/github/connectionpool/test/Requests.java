package io.github.connectionpool.test;

import org.springframework.util.ClassUtils;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Whether the calling thread serves a request, where Spring's web module is present.
 */
final class Requests {

	private static final boolean PRESENT = ClassUtils
		.isPresent("org.springframework.web.context.request.RequestContextHolder", Requests.class.getClassLoader());

	private Requests() {
	}

	static boolean isCurrent() {
		return PRESENT && Holder.isBound();
	}

	/** Loaded only if its library is there. */
	private static final class Holder {

		static boolean isBound() {
			return RequestContextHolder.getRequestAttributes() != null;
		}

	}

}
