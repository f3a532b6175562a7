package io.github.connectionpool.internal.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import io.github.connectionpool.internal.markup.Html;

/**
 * The last hour as an area against the maximum, with exhaustions marked.
 */
final class HistoryPart {

	private static final int WIDTH = 520;

	private static final int HEIGHT = 90;

	private static final int TOP = 12;

	private static final int BOTTOM = 78;

	private static final Duration SPAN = Duration.ofMinutes(60);

	private final List<PagePool.Minute> minutes;

	private final Instant now;

	private final double scale;

	private HistoryPart(PagePool pool) {
		this.minutes = pool.past().minutes();
		this.now = pool.snapshot().at();
		int most = this.minutes.stream().mapToInt(PagePool.Minute::most).max().orElse(0);
		Integer max = pool.counts().max();
		this.scale = Math.max(1, Math.max(most, (max != null) ? max : 0));
	}

	static void write(Html html, PagePool pool) {
		if (pool.past().minutes().isEmpty()) {
			return;
		}
		html.open("section", "id", "hour", "aria-labelledby", "hour-h").element("h2", "The last hour", "id", "hour-h");
		new HistoryPart(pool).draw(html, pool);
		html.close().newLine();
	}

	private void draw(Html html, PagePool pool) {
		long failed = this.minutes.stream().mapToLong(PagePool.Minute::failed).sum();
		long episodes = this.minutes.stream().mapToLong(PagePool.Minute::exhaustions).sum();
		boolean leaked = this.minutes.stream().anyMatch((minute) -> minute.leaked() > 0);
		html.open("svg", "viewBox", "0 0 " + WIDTH + " " + HEIGHT, "role", "img", "aria-label",
				label(pool, failed, episodes));
		area(html, "most", (minute) -> minute.most());
		area(html, "mean", PagePool.Minute::mean);
		if (leaked) {
			area(html, "lost", (minute) -> minute.leaked());
		}
		if (pool.counts().max() != null) {
			html.open("path", "class", "max", "d", "M0 " + y(pool.counts().max()) + "H" + WIDTH).close();
			html.element("text", Integer.toString(pool.counts().max()), "x", "2", "y",
					number(y(pool.counts().max()) - 3.0));
		}
		for (PagePool.Minute minute : this.minutes) {
			if (minute.exhaustions() > 0) {
				html.open("rect", "class", "mark", "x", number(x(minute.at())), "y", "0", "width", "8", "height", "6")
					.close();
			}
		}
		html.element("text", Times.minute(this.now.minus(SPAN)), "x", "2", "y", Integer.toString(HEIGHT - 1));
		html.element("text", Times.minute(this.now), "x", Integer.toString(WIDTH - 2), "y",
				Integer.toString(HEIGHT - 1), "text-anchor", "end");
		html.close();
		html.open("p", "class", "legend");
		html.open("span").open("i", "class", "dot H").close().text("borrowed: on average, and at most").close();
		if (leaked) {
			html.open("span").open("i", "class", "dot L").close().text("leaked").close();
		}
		if (failed > 0 || episodes > 0) {
			html.open("span")
				.open("i", "class", "dot L")
				.close()
				.element("b", Long.toString(episodes))
				.text((episodes == 1) ? " exhaustion" : " exhaustions")
				.text(", " + failed(failed))
				.close();
		}
		html.close();
	}

	private String label(PagePool pool, long failed, long episodes) {
		int most = this.minutes.stream().mapToInt(PagePool.Minute::most).max().orElse(0);
		return "Borrowed connections in the last hour: at most " + most
				+ ((pool.counts().max() != null) ? " of " + pool.counts().max() : "") + "; " + episodes
				+ ((episodes == 1) ? " exhaustion, " : " exhaustions, ") + failed(failed);
	}

	private static String failed(long borrowers) {
		return borrowers + ((borrowers == 1) ? " borrower" : " borrowers") + " failed";
	}

	private void area(Html html, String kind, java.util.function.ToDoubleFunction<PagePool.Minute> value) {
		StringBuilder path = new StringBuilder();
		double last = 0;
		for (PagePool.Minute minute : this.minutes) {
			double from = Math.max(0, x(minute.at()));
			last = Math.min(WIDTH, x(minute.at().plusSeconds(60)));
			if (last <= 0) {
				continue;
			}
			path.append(path.isEmpty() ? "M" + number(from) + " " + BOTTOM : "");
			path.append('L').append(number(from)).append(' ').append(number(y(value.applyAsDouble(minute))));
			path.append('H').append(number(last));
		}
		if (!path.isEmpty()) {
			html.open("path", "class", kind, "d", path + "V" + BOTTOM + "Z").close();
		}
	}

	private double x(Instant time) {
		double before = Duration.between(time, this.now).toMillis();
		return WIDTH * (1 - before / SPAN.toMillis());
	}

	private double y(double connections) {
		return BOTTOM - (BOTTOM - TOP) * Math.min(1, connections / this.scale);
	}

	private static String number(double value) {
		return String.format(Locale.ROOT, "%.1f", value);
	}

}
