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
 * Makes each servlet request a unit of work, which ends when the request ends. An
 * asynchronous request ends when it completes, on any thread.
 */
public final class RequestWorkFilter extends OncePerRequestFilter {

	private static final String ATTRIBUTE = RequestWorkFilter.class.getName();

	/** The client chooses the text of the HTTP method, so it is cut. */
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
			// after an exception the request has ended even if it is asynchronous: Tomcat
			// does not complete it
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
		// the method of a mock request may be null
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
			// the request has completed in the meantime
			work.close();
		}
	}

	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	/** An error page may borrow, too. */
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
			// the completion follows
		}

		@Override
		public void onError(AsyncEvent event) {
			// the completion follows
		}

		@Override
		public void onStartAsync(AsyncEvent event) {
			// started again within a dispatch; the filter adds a listener again at the
			// end of that dispatch
		}

	}

}
