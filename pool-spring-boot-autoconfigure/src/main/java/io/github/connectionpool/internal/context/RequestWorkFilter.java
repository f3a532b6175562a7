package io.github.connectionpool.internal.context;

import java.io.IOException;
import java.util.Objects;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.filter.OncePerRequestFilter;

import io.github.connectionpool.internal.checkout.WorkUnit;
import io.github.connectionpool.internal.text.PlainText;

/**
 * Has each servlet request count as a unit of work, which ends when the request ends: an
 * asynchronous one when it completes, on whatever thread.
 */
public final class RequestWorkFilter extends OncePerRequestFilter {

	private static final String ATTRIBUTE = RequestWorkFilter.class.getName();

	/** An HTTP method is what the client sends. */
	private static final int MAX_METHOD = 20;

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain filterChain)
			throws ServletException, IOException {
		WorkUnit work = work(request);
		boolean goesOn = false;
		work.attach();
		try {
			filterChain.doFilter(request, response);
			goesOn = request.isAsyncStarted();
		}
		finally {
			// what throws has ended, asynchronous or not: Tomcat does not complete it
			if (goesOn) {
				work.detach();
				closeOnCompletion(request, work);
			}
			else {
				work.close();
			}
		}
	}

	private static WorkUnit work(HttpServletRequest request) {
		if (request.getAttribute(ATTRIBUTE) instanceof WorkUnit work && !work.hasEnded()) {
			return work;
		}
		// that of a mock may be null
		String method = Objects.requireNonNullElse(request.getMethod(), "nameless");
		WorkUnit work = WorkUnit.unbound("a " + PlainText.cut(method, MAX_METHOD) + " request");
		request.setAttribute(ATTRIBUTE, work);
		return work;
	}

	private static void closeOnCompletion(HttpServletRequest request, WorkUnit work) {
		try {
			request.getAsyncContext().addListener(new Completion(work));
		}
		catch (IllegalStateException ex) {
			// completed meanwhile
			work.close();
		}
	}

	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	/** The page for an error may borrow as well. */
	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

	private static final class Completion implements AsyncListener {

		private final WorkUnit work;

		Completion(WorkUnit work) {
			this.work = work;
		}

		@Override
		public void onComplete(AsyncEvent event) {
			this.work.close();
		}

		@Override
		public void onTimeout(AsyncEvent event) {
			// completes after this
		}

		@Override
		public void onError(AsyncEvent event) {
			// completes after this
		}

		@Override
		public void onStartAsync(AsyncEvent event) {
			// started anew from a dispatch, at the end of which the filter listens again
		}

	}

}
