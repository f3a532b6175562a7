package io.github.connectionpool.testsupport.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Draws series over time. Not thread-safe.
 */
public final class SvgChart {

	static final int WIDTH = 560;

	static final int HEIGHT = 260;

	private static final int LEFT = 52;

	private static final int TOP = 34;

	private static final int RIGHT = 14;

	private static final int LEGEND = 16;

	private static final int LINES_OF_LEGEND = 3;

	private static final int BOTTOM = 26 + LINES_OF_LEGEND * LEGEND;

	private static final int MOST_LEGEND = 62;

	private static final List<String> COLORS = List.of("#3274d9", "#e0861a", "#56a64b", "#a352cc", "#c4162a", "#8f8f8f",
			"#1f9e9e", "#b5a400");

	private final String title;

	private final String unit;

	private final List<Series> series = new ArrayList<>();

	private final Map<Double, String> marks = new TreeMap<>();

	/**
	 * Creates one without data.
	 * @param title the heading
	 * @param unit the unit of the values, may be empty
	 */
	public SvgChart(String title, String unit) {
		this.title = title;
		this.unit = unit;
	}

	/**
	 * Adds values.
	 * @param added values over time
	 * @return this
	 */
	public SvgChart add(Series added) {
		this.series.add(added);
		return this;
	}

	/**
	 * Adds a vertical line.
	 * @param second the time
	 * @param text the event at that time
	 * @return this
	 */
	public SvgChart mark(double second, String text) {
		this.marks.put(second, text);
		return this;
	}

	/**
	 * Draws charts beside and below each other, as one picture.
	 * @param charts the charts
	 * @param columns how many stand beside each other
	 * @return the text of an SVG file
	 */
	public static String page(List<SvgChart> charts, int columns) {
		int rows = (charts.size() + columns - 1) / columns;
		StringBuilder svg = new StringBuilder();
		svg.append("""
				<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="11">
				<rect width="100%%" height="100%%" fill="#ffffff"/>
				""".formatted(Math.min(columns, charts.size()) * WIDTH, rows * HEIGHT));
		for (int i = 0; i < charts.size(); i++) {
			svg.append("<g transform=\"translate(%d,%d)\">%n".formatted(i % columns * WIDTH, i / columns * HEIGHT));
			charts.get(i).draw(svg);
			svg.append("</g>\n");
		}
		return svg.append("</svg>\n").toString();
	}

	private void draw(StringBuilder svg) {
		List<NavigableMap<Double, Double>> drawn = stacked();
		double last = drawn.stream()
			.filter((points) -> !points.isEmpty())
			.mapToDouble(NavigableMap::lastKey)
			.max()
			.orElse(1);
		Scale seconds = Scale.ofSeconds(last, WIDTH - LEFT - RIGHT);
		Scale values = Scale.ofValues(greatest(drawn), HEIGHT - TOP - BOTTOM);
		text(svg, 10, 18, "start", "#222222", this.title + (this.unit.isEmpty() ? "" : ", " + this.unit), true);
		axes(svg, seconds, values);
		for (int i = this.series.size() - 1; i >= 0; i--) {
			if (this.series.get(i).style() == Series.Style.STACKED) {
				area(svg, drawn.get(i), color(i), seconds, values);
			}
		}
		for (int i = 0; i < this.series.size(); i++) {
			Series.Style style = this.series.get(i).style();
			if (style != Series.Style.STACKED) {
				line(svg, drawn.get(i), color(i), (style == Series.Style.LIMIT) ? "6 4" : "none", seconds, values);
			}
			legend(svg, i);
		}
		marks(svg, seconds);
	}

	/** An area ends above all areas before it. */
	private List<NavigableMap<Double, Double>> stacked() {
		List<NavigableMap<Double, Double>> drawn = new ArrayList<>();
		NavigableMap<Double, Double> sum = new TreeMap<>();
		for (Series one : this.series) {
			if (one.style() == Series.Style.STACKED) {
				one.points().forEach((second, value) -> sum.merge(second, value, Double::sum));
				drawn.add(new TreeMap<>(sum));
			}
			else {
				drawn.add(one.points());
			}
		}
		return drawn;
	}

	private static double greatest(List<NavigableMap<Double, Double>> drawn) {
		return drawn.stream()
			.flatMap((points) -> points.values().stream())
			.filter(Double::isFinite)
			.mapToDouble(Double::doubleValue)
			.max()
			.orElse(1);
	}

	private String color(int index) {
		return (this.series.get(index).style() == Series.Style.LIMIT) ? "#c4162a" : COLORS.get(index % COLORS.size());
	}

	private static void axes(StringBuilder svg, Scale seconds, Scale values) {
		double right = WIDTH - RIGHT;
		values.ticks().forEach((tick) -> {
			double y = y(values, tick);
			svg.append(number("<path d=\"M%d %.1fH%.1f\" stroke=\"#dddddd\"/>%n", LEFT, y, right));
			text(svg, LEFT - 6, y + 4, "end", "#555555", values.text(tick), false);
		});
		seconds.ticks()
			.forEach((tick) -> text(svg, LEFT + seconds.at(tick), HEIGHT - BOTTOM + 16, "middle", "#555555",
					clock(tick), false));
	}

	private static String clock(double second) {
		return String.format(Locale.ROOT, "%d:%02d", (int) second / 60, (int) second % 60);
	}

	private void marks(StringBuilder svg, Scale seconds) {
		int row = 0;
		for (Map.Entry<Double, String> mark : this.marks.entrySet()) {
			double x = LEFT + seconds.at(mark.getKey());
			svg.append(number("<path d=\"M%.1f %dV%d\" stroke=\"#c4162a\" stroke-width=\"1\"/>%n", x, TOP,
					HEIGHT - BOTTOM));
			boolean isLeft = x < WIDTH * 0.7;
			text(svg, x + (isLeft ? 4 : -4), TOP + 10 + 12 * (row++ % 5), isLeft ? "start" : "end", "#c4162a",
					mark.getValue(), false);
		}
	}

	private void legend(StringBuilder svg, int index) {
		int perLine = (this.series.size() + LINES_OF_LEGEND - 1) / LINES_OF_LEGEND;
		double width = (double) (WIDTH - LEFT) / perLine;
		double x = LEFT + width * (index % perLine);
		double y = HEIGHT - BOTTOM + 34 + LEGEND * (index / perLine);
		svg.append(number("<rect x=\"%.1f\" y=\"%.1f\" width=\"10\" height=\"4\" fill=\"%s\"/>%n", x, y - 5,
				color(index)));
		String name = this.series.get(index).name();
		int most = MOST_LEGEND * 4 / (3 * perLine);
		String shown = (name.length() > most) ? "…" + name.substring(name.length() - most) : name;
		text(svg, x + 14, y, "start", "#333333", shown, false);
	}

	private static void line(StringBuilder svg, NavigableMap<Double, Double> points, String color, String dashes,
			Scale seconds, Scale values) {
		StringBuilder path = new StringBuilder();
		boolean pen = false;
		for (Map.Entry<Double, Double> point : points.entrySet()) {
			if (Double.isFinite(point.getValue())) {
				path.append(number("%s%.1f %.1f", pen ? "L" : "M", LEFT + seconds.at(point.getKey()),
						y(values, point.getValue())));
			}
			pen = Double.isFinite(point.getValue());
		}
		svg.append("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\" stroke-dasharray=\"%s\"/>%n"
			.formatted(path, color, dashes));
	}

	private static void area(StringBuilder svg, NavigableMap<Double, Double> points, String color, Scale seconds,
			Scale values) {
		if (points.isEmpty()) {
			return;
		}
		StringBuilder path = new StringBuilder(
				number("M%.1f %.1f", LEFT + seconds.at(points.firstKey()), y(values, 0)));
		points.forEach((second, value) -> path
			.append(number("L%.1f %.1f", LEFT + seconds.at(second), y(values, Double.isFinite(value) ? value : 0))));
		path.append(number("L%.1f %.1fZ", LEFT + seconds.at(points.lastKey()), y(values, 0)));
		svg.append("<path d=\"%s\" fill=\"%s\"/>%n".formatted(path, color));
	}

	private static double y(Scale values, double value) {
		return HEIGHT - BOTTOM - values.at(value);
	}

	private static void text(StringBuilder svg, double x, double y, String anchor, String color, String text,
			boolean bold) {
		String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
		svg.append(number("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\"%s>%s</text>%n", x, y, anchor,
				color, bold ? " font-weight=\"bold\" font-size=\"13\"" : "", escaped));
	}

	private static String number(String format, Object... values) {
		return String.format(Locale.ROOT, format, values);
	}

}
