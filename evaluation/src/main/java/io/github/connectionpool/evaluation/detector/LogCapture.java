package io.github.connectionpool.evaluation.detector;

import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/**
 * What one logger says, for the detectors that only log. Nothing of it is printed.
 */
final class LogCapture extends AppenderBase<ILoggingEvent> {

	private final Consumer<ILoggingEvent> listener;

	private LogCapture(Consumer<ILoggingEvent> listener) {
		this.listener = listener;
	}

	/**
	 * Capture from now on, until the application's logging starts anew.
	 * @param logger name of the logger
	 * @param level the lowest level to capture
	 * @param listener told in the thread that logs
	 */
	static void of(String logger, Level level, Consumer<ILoggingEvent> listener) {
		Logger captured = (Logger) LoggerFactory.getLogger(logger);
		captured.detachAndStopAllAppenders();
		captured.setLevel(level);
		captured.setAdditive(false);
		LogCapture capture = new LogCapture(listener);
		capture.setContext(captured.getLoggerContext());
		capture.start();
		captured.addAppender(capture);
	}

	@Override
	protected void append(ILoggingEvent event) {
		this.listener.accept(event);
	}

	static String text(ILoggingEvent event) {
		return event.getFormattedMessage() + "\n" + stack(event.getThrowableProxy());
	}

	private static String stack(IThrowableProxy throwable) {
		if (throwable == null) {
			return "";
		}
		return Stream.of(throwable.getStackTraceElementProxyArray())
			.map(StackTraceElementProxy::getSTEAsString)
			.collect(Collectors.joining("\n"));
	}

}
