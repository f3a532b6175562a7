package io.github.connectionpool.spi;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.report.WorkContext;

/**
 * Describes the message that the calling thread consumes. The page docs/extending.md
 * shows this class.
 */
public class MessageContext implements ContextContributor {

	private static final ThreadLocal<Message> CURRENT = new ThreadLocal<>();

	@Override
	public @Nullable WorkContext current() {
		Message message = CURRENT.get();
		return (message != null) ? WorkContext.of("message", message.topic()).with("tenant", message.tenant()) : null;
	}

	/** A consumer of messages calls this around its work. */
	public static void consume(Message message, Runnable work) {
		CURRENT.set(message);
		try {
			work.run();
		}
		finally {
			CURRENT.remove();
		}
	}

	public record Message(String topic, String tenant) {
	}

}
