package io.github.connectionpool.web;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

import io.github.connectionpool.internal.checkout.WorkUnit;

/**
 * What is bound to the server's threads before and after they serve.
 */
class BoundOutside extends ValveBase {

	private final Queue<String> seen = new ConcurrentLinkedQueue<>();

	private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();

	BoundOutside() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		see("before", request);
		this.threads.add(Thread.currentThread());
		try {
			getNext().invoke(request, response);
		}
		finally {
			see("after", request);
		}
	}

	private void see(String when, ServletRequest request) {
		if (WorkUnit.current() != null) {
			this.seen.add(when + " " + request.getDispatcherType() + ": " + WorkUnit.current());
		}
	}

	List<String> seen() {
		return List.copyOf(this.seen);
	}

	List<Thread> threads() {
		return List.copyOf(this.threads);
	}

}
