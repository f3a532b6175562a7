package io.github.connectionpool.testsupport;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Chromium of this machine, without a window and with a new profile. Thread-safe.
 */
public final class ChromiumBrowser extends LocalServer {

	/** What to do where it is not installed. */
	public static final String HOW_TO_INSTALL = "Chromium is not installed. On Debian: apt-get install chromium;"
			+ " or name the program with -Dchromium.program=";

	private static final String READY = "DevTools listening on ";

	private static final Duration LONGEST_START = Duration.ofSeconds(60);

	private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

	private static final Pattern SOCKET = Pattern.compile("\"webSocketDebuggerUrl\": *\"([^\"]+)\"");

	/** Ubuntu's chromium-browser is missing: that snap reads no temporary directory. */
	private static final List<String> USUAL_PLACES = List.of("/usr/bin/chromium", "/usr/bin/google-chrome",
			"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

	private ChromiumBrowser(Program program, int port) {
		super(program, port);
	}

	/**
	 * Finds the program: by the system property {@code chromium.program}, or else in its
	 * usual places.
	 * @return the path, empty if it is not installed
	 */
	public static Optional<Path> program() {
		return Program.find("chromium.program", USUAL_PLACES);
	}

	/**
	 * Starts one.
	 * @return once it takes commands
	 * @throws IOException if it is not installed, or does not answer in time; the message
	 * has its log
	 */
	public static ChromiumBrowser start() throws IOException {
		return atFreePort(ChromiumBrowser::start);
	}

	private static ChromiumBrowser start(int port) throws IOException {
		Path program = program().orElseThrow(() -> new IOException(HOW_TO_INSTALL));
		Path directory = Program.directory("chromium");
		// its sandbox refuses root and most containers; it opens pages of tests only
		List<String> command = List.of(program.toString(), "--headless=new", "--no-sandbox", "--disable-gpu",
				"--disable-dev-shm-usage", "--disable-background-networking", "--no-first-run", "--hide-scrollbars",
				"--user-data-dir=" + directory.resolve("profile"), "--remote-debugging-port=" + port, "about:blank");
		return new ChromiumBrowser(Program.listening(directory, command, READY, port, LONGEST_START), port);
	}

	/**
	 * Opens an empty tab.
	 * @return the address at which the tab takes commands of the DevTools protocol
	 * @throws IOException if the browser does not open it
	 */
	public URI newTab() throws IOException {
		URI uri = URI.create("http://" + HOST + ":" + port() + "/json/new?about:blank");
		HttpRequest request = HttpRequest.newBuilder(uri)
			.method("PUT", HttpRequest.BodyPublishers.noBody())
			.timeout(LONGEST_ANSWER)
			.build();
		try {
			String answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
			Matcher socket = SOCKET.matcher(answer);
			if (!socket.find()) {
				throw new IOException("Chromium opened no tab: " + answer);
			}
			return URI.create(socket.group(1));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted", ex);
		}
	}

}
