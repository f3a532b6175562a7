package io.github.connectionpool.internal.page;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.github.connectionpool.internal.markup.Html;
import io.github.connectionpool.internal.markup.Prose;
import io.github.connectionpool.internal.text.DurationText;
import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.report.Verdict;

/**
 * One box for each connection, filled by the verdict on it, and the borrowers that wait
 * as a tail beyond the limit.
 */
final class NowPart {

	/** A row of more boxes is no picture. */
	private static final int MAX_BOXES = 200;

	private static final int MAX_DOTS = 12;

	/** The worst first, as the boxes stand. */
	static final List<Verdict> ORDER = List.of(Verdict.LEAKED, Verdict.SUSPECT, Verdict.WAITING, Verdict.HELD,
			Verdict.EXECUTING, Verdict.ACTIVE);

	private static final Map<Verdict, String> WORDS = words();

	private NowPart() {
	}

	private static Map<Verdict, String> words() {
		Map<Verdict, String> words = new EnumMap<>(Verdict.class);
		words.put(Verdict.LEAKED, "leaked");
		words.put(Verdict.SUSPECT, "suspect");
		words.put(Verdict.WAITING, "wait for a second connection");
		words.put(Verdict.HELD, "held, no statement runs");
		words.put(Verdict.EXECUTING, "in the database");
		words.put(Verdict.ACTIVE, "in normal use");
		return words;
	}

	static String words(Verdict verdict) {
		return WORDS.getOrDefault(verdict, "");
	}

	/** The class of a box or bar in the style sheet, which is its letter, too. */
	static String letter(Verdict verdict) {
		return verdict.name().substring(0, 1);
	}

	static void write(Html html, PagePool pool) {
		html.open("section", "id", "now", "aria-labelledby", "now-h").element("h2", "Now", "id", "now-h");
		boxes(html, pool);
		legend(html, pool);
		html.close().newLine();
	}

	static void boxes(Html html, PagePool pool) {
		html.open("div", "class", "slots", "role", "img", "aria-label", label(pool));
		List<String> boxes = boxes(pool);
		for (String box : boxes.subList(0, Math.min(MAX_BOXES, boxes.size()))) {
			html.element("i", mark(box, ""), "class", "slot " + box);
		}
		if (boxes.size() > MAX_BOXES) {
			html.element("span", "and " + (boxes.size() - MAX_BOXES) + " more", "class", "tail");
		}
		if (pool.counts().max() != null) {
			html.open("i", "class", "limit").close();
		}
		if (pool.pending() > 0) {
			html.open("span", "class", "tail");
			for (int i = 0; i < Math.min(MAX_DOTS, pool.pending()); i++) {
				html.open("i").close();
			}
			html.text(waiting(pool)).close();
		}
		html.close();
	}

	/** The sign in a box. */
	static String mark(String box, String none) {
		return switch (box) {
			case "U" -> "?";
			case "I", "O" -> none;
			default -> box;
		};
	}

	/**
	 * One letter for each connection: of its verdict, U if it is not seen, I if it is
	 * idle, O if it is not open.
	 */
	static List<String> boxes(PagePool pool) {
		List<String> boxes = new ArrayList<>();
		for (Verdict verdict : ORDER) {
			for (int i = 0; i < pool.snapshot().count(verdict); i++) {
				boxes.add(letter(verdict));
			}
		}
		ConnectionCounts counts = pool.counts();
		// the pool counts some that were borrowed past the monitor
		while (boxes.size() < counts.active()) {
			boxes.add("U");
		}
		for (int i = 0; counts.idle() != null && i < counts.idle(); i++) {
			boxes.add("I");
		}
		while (counts.max() != null && boxes.size() < counts.max() && boxes.size() <= MAX_BOXES) {
			boxes.add("O");
		}
		return boxes;
	}

	static String waiting(PagePool pool) {
		String wait = pool.pending() + ((pool.pending() == 1) ? " waits" : " wait");
		return pool.unserved().isZero() ? wait : wait + ", none served for " + DurationText.of(pool.unserved());
	}

	private static String label(PagePool pool) {
		StringBuilder label = new StringBuilder(pool.counts().borrowedText()).append(" borrowed");
		for (Verdict verdict : ORDER) {
			int count = pool.snapshot().count(verdict);
			if (count > 0) {
				label.append(", ").append(count).append(' ').append(words(verdict));
			}
		}
		return label.append((pool.pending() > 0) ? "; " + waiting(pool) : "").toString();
	}

	private static void legend(Html html, PagePool pool) {
		html.open("p", "class", "legend");
		for (Verdict verdict : ORDER) {
			int count = pool.snapshot().count(verdict);
			if (count > 0) {
				entry(html, letter(verdict), Integer.toString(count), words(verdict));
			}
		}
		ConnectionCounts counts = pool.counts();
		if (counts.idle() != null) {
			entry(html, "I", Integer.toString(counts.idle()), "idle");
		}
		Integer total = counts.total();
		if (total != null && counts.max() != null && counts.max() > total) {
			entry(html, "O", Integer.toString(counts.max() - total), "not open");
		}
		if (!pool.maximum().isBlank()) {
			html.open("span");
			Prose.write(html, pool.maximum().strip());
			html.close();
		}
		html.close();
	}

	static void entry(Html html, String kind, String number, String words) {
		html.open("span").open("i", "class", "dot " + kind).close().element("b", number).text(" " + words).close();
	}

}
