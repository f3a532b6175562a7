package io.github.connectionpool.evaluation.friday;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.testsupport.chart.Series;
import io.github.connectionpool.testsupport.chart.SvgChart;

/**
 * Draws the runs below each other: answers on the left, latencies on the right.
 */
final class FridayPicture {

	private FridayPicture() {
	}

	static String of(List<FridayResult> results) {
		List<SvgChart> charts = new ArrayList<>();
		for (FridayResult result : results) {
			String name = result.protection().shortName();
			TrafficLog traffic = result.traffic();
			SvgChart answers = new SvgChart(name + ": answers", "per second")
				.add(new Series("served", Series.Style.LINE, traffic.perSecond(true, result.end())))
				.add(new Series("failed", Series.Style.LINE, traffic.perSecond(false, result.end())));
			answers.mark(result.firstLost(), "first lost connection");
			mark(answers, result.log(), "log");
			mark(answers, result.health(), "health");
			mark(answers, result.alert(), "alert");
			charts.add(answers);
			charts.add(new SvgChart(name + ": latency", "ms")
				.add(new Series("p50", Series.Style.LINE, traffic.percentile(0.5, result.end())))
				.add(new Series("p99", Series.Style.LINE, traffic.percentile(0.99, result.end()))));
		}
		return SvgChart.page(charts, 2);
	}

	private static void mark(SvgChart chart, FridayResult.@Nullable Told told, String text) {
		if (told != null) {
			chart.mark(told.at(), text + (told.line() ? ", with the line" : ""));
		}
	}

}
