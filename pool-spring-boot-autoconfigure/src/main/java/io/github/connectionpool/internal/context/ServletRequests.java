package io.github.connectionpool.internal.context;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import io.github.connectionpool.report.CheckoutContext;

/**
 * Reads the servlet request of the calling thread, by its pattern. A path may contain
 * confidential values, and the number of paths is not bounded.
 */
public final class ServletRequests {

	/** Set by Spring MVC once the handler is known. */
	private static final String PATTERN = "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";

	private ServletRequests() {
	}

	/**
	 * The request of the calling thread.
	 * @return null outside of a request
	 */
	public static CheckoutContext.@Nullable Request current() {
		RequestAttributes attributes = RequestContextHolder.getRequestAttributes();
		if (!(attributes instanceof ServletRequestAttributes servlet)) {
			return null;
		}
		try {
			HttpServletRequest request = servlet.getRequest();
			Object pattern = request.getAttribute(PATTERN);
			return new CheckoutContext.Request(request.getMethod(), (pattern != null) ? pattern.toString() : null);
		}
		catch (IllegalStateException ex) {
			// the request has ended, and its attributes were handed on to this thread
			return null;
		}
	}

}
