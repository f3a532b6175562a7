package io.github.connectionpool.testsupport.browser;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

import io.github.connectionpool.testsupport.ChromiumBrowser;

/**
 * A tab of a real browser, as a reader uses it. Texts are given as expressions of
 * JavaScript. Not thread-safe.
 */
public final class BrowserTab implements AutoCloseable {

	private static final int PHONE = 600;

	private final DevTools tools;

	private BrowserTab(DevTools tools) {
		this.tools = tools;
	}

	/**
	 * Opens a tab of 1280 by 900 pixels.
	 * @param browser the browser
	 * @return the tab
	 * @throws IOException if the browser opens none
	 */
	public static BrowserTab in(ChromiumBrowser browser) throws IOException {
		BrowserTab tab = new BrowserTab(DevTools.connect(browser.newTab()));
		List.of("Page", "Runtime", "Log", "Network").forEach((domain) -> tab.send(domain + ".enable", Map.of()));
		// a tab in the background has no focus and no clipboard
		tab.send("Page.bringToFront", Map.of());
		tab.send("Emulation.setFocusEmulationEnabled", Map.of("enabled", true));
		tab.size(1280, 900);
		return tab;
	}

	/**
	 * Sets the size of the page; one that is narrow is that of a phone.
	 * @param width in pixels
	 * @param height in pixels
	 */
	public void size(int width, int height) {
		send("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < PHONE));
	}

	/**
	 * Sets the colours that the reader prefers.
	 * @param theme {@code light} or {@code dark}
	 */
	public void theme(String theme) {
		send("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
	}

	/**
	 * Opens a page. Returns when the page and all that it names are loaded.
	 * @param address its address
	 */
	public void open(String address) {
		int before = this.tools.events("Page.loadEventFired").size();
		send("Page.navigate", Map.of("url", address));
		await().until(() -> this.tools.events("Page.loadEventFired").size() > before);
	}

	/**
	 * The value of an expression as text.
	 * @param expression an expression of JavaScript
	 * @return its value
	 */
	public String text(String expression) {
		return evaluate("String(" + expression + ")").asString();
	}

	/**
	 * Whether an expression is true, as JavaScript takes it.
	 * @param expression an expression of JavaScript
	 * @return whether it is
	 */
	public boolean is(String expression) {
		return evaluate("Boolean(" + expression + ")").asBoolean();
	}

	/**
	 * The value of an expression as a whole number.
	 * @param expression an expression of JavaScript
	 * @return its value, rounded
	 */
	public int number(String expression) {
		return evaluate("Math.round(" + expression + ")").asInt();
	}

	/**
	 * Waits until an expression is true.
	 * @param expression an expression of JavaScript
	 */
	public void waitUntil(String expression) {
		await().alias(expression).until(() -> is(expression));
	}

	/**
	 * The value of an expression; that of a promise once it is kept.
	 * @param expression an expression of JavaScript
	 * @return its value
	 * @throws IllegalStateException if the expression throws
	 */
	public JsonNode evaluate(String expression) {
		JsonNode answer = send("Runtime.evaluate",
				Map.of("expression", expression, "awaitPromise", true, "returnByValue", true, "userGesture", true));
		if (answer.has("exceptionDetails")) {
			throw new IllegalStateException(expression + " fails: " + answer.get("exceptionDetails"));
		}
		return answer.path("result").path("value");
	}

	/**
	 * Clicks on an element.
	 * @param selector the element, as CSS selects it
	 */
	public void click(String selector) {
		evaluate("document.querySelector(\"" + selector + "\").click()");
	}

	/**
	 * Presses and releases a key.
	 * @param key its name
	 */
	public void press(String key) {
		send("Input.dispatchKeyEvent", Map.of("type", "keyDown", "key", key, "text", key));
		send("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
	}

	/**
	 * Types where the focus is.
	 * @param text the text
	 */
	public void type(String text) {
		send("Input.insertText", Map.of("text", text));
	}

	/**
	 * A picture of a part of the page in its whole width.
	 * @param from the first row, in pixels
	 * @param height in pixels
	 * @return a PNG
	 */
	public byte[] picture(int from, int height) {
		Map<String, Integer> clip = Map.of("x", 0, "y", from, "width", number("innerWidth"), "height", height, "scale",
				1);
		Map<String, ?> how = Map.of("format", "png", "clip", clip, "captureBeyondViewport", true);
		return Base64.getDecoder().decode(send("Page.captureScreenshot", how).path("data").asString());
	}

	/**
	 * Sends a command of the DevTools protocol.
	 * @param method its name
	 * @param parameters its parameters
	 * @return the answer
	 */
	public JsonNode send(String method, Map<String, ?> parameters) {
		return this.tools.send(method, parameters);
	}

	/**
	 * The addresses that the browser asked for.
	 * @return the addresses in their order
	 */
	public List<String> requests() {
		return this.tools.events("Network.requestWillBeSent")
			.stream()
			.map((event) -> event.path("request").path("url").asString())
			.toList();
	}

	/**
	 * Uncaught errors, messages of the browser such as a policy violation, and dialogs.
	 * @return a text for each
	 */
	public List<String> problems() {
		List<String> problems = new ArrayList<>();
		for (String kind : List.of("Runtime.exceptionThrown", "Page.javascriptDialogOpening")) {
			this.tools.events(kind).forEach((event) -> problems.add(kind + ": " + event));
		}
		this.tools.events("Log.entryAdded")
			.stream()
			.filter((event) -> !"verbose".equals(event.path("entry").path("level").asString()))
			.forEach((event) -> problems.add("the browser: " + event));
		this.tools.events("Runtime.consoleAPICalled")
			.stream()
			.filter((event) -> "error".equals(event.path("type").asString()))
			.forEach((event) -> problems.add("the console: " + event));
		return problems;
	}

	@Override
	public void close() {
		send("Page.close", Map.of());
		this.tools.close();
	}

	/**
	 * Waits for up to half a minute, and looks often.
	 * @return a wait
	 */
	public static org.awaitility.core.ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50));
	}

}
