package io.github.connectionpool.test;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The results of test classes that were run by JUnit within a test.
 */
final class Launched implements TestExecutionListener {

	private final Map<String, Optional<Throwable>> results = new ConcurrentHashMap<>();

	private final Consumer<String> finished;

	private Launched(Consumer<String> finished) {
		this.finished = finished;
	}

	/** Runs the tests of the classes. */
	static Launched run(Class<?>... classes) {
		return run(Map.of(), (test) -> {
		}, classes);
	}

	/**
	 * Runs the tests of the classes.
	 * @param parameters configuration of JUnit
	 * @param finished called after each test
	 */
	static Launched run(Map<String, String> parameters, Consumer<String> finished, Class<?>... classes) {
		LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
			.selectors(Stream.of(classes).map(DiscoverySelectors::selectClass).toList())
			.configurationParameters(parameters)
			.build();
		Launched launched = new Launched(finished);
		LauncherFactory.create().execute(request, launched);
		return launched;
	}

	/**
	 * Runs the tests of a class.
	 * @param name name of the class
	 * @return the failure of each test as text, empty if it has passed; of types that all
	 * class loaders share
	 */
	static Map<String, String> texts(String name) throws ClassNotFoundException {
		Map<String, String> texts = new TreeMap<>();
		run(Class.forName(name)).results()
			.forEach((test, failure) -> texts.put(test, failure.map(Throwable::toString).orElse("")));
		return texts;
	}

	@Override
	public void executionFinished(TestIdentifier test, TestExecutionResult result) {
		if (test.isTest() || result.getThrowable().isPresent()) {
			String name = test.getLegacyReportingName().replace("()", "");
			this.results.put(name, result.getThrowable());
			this.finished.accept(name);
		}
	}

	/** Each test that ran, with its failure. */
	Map<String, Optional<Throwable>> results() {
		return new LinkedHashMap<>(this.results);
	}

	/** Whether a test has passed. */
	boolean hasPassed(String test) {
		return result(test).isEmpty();
	}

	/** The failure of a test that has not passed. */
	Throwable failure(String test) {
		return result(test).orElseThrow(() -> new IllegalStateException("the test " + test + " has passed"));
	}

	private Optional<Throwable> result(String test) {
		Optional<Throwable> result = this.results.get(test);
		if (result == null) {
			throw new IllegalStateException("the test " + test + " did not run, but " + this.results);
		}
		return result;
	}

}
