package io.github.connectionpool.testsupport.chart;

import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Where values lie on an axis. Immutable.
 *
 * @param most the greatest value, at the end of the axis; the least is 0
 * @param step the distance of two ticks
 * @param pixels the length of the axis
 */
record Scale(double most, double step, double pixels) {

	private static final double[] STEPS = { 1, 2, 5, 10 };

	/** An axis of values with at most five ticks, of which the last is the end. */
	static Scale ofValues(double greatest, double pixels) {
		double value = (greatest > 0) ? greatest : 1;
		double power = Math.pow(10, Math.floor(Math.log10(value / 5)));
		double step = 10 * power;
		for (double candidate : STEPS) {
			if (candidate * power * 5 >= value) {
				step = candidate * power;
				break;
			}
		}
		return new Scale(Math.ceil(value / step - 1e-9) * step, step, pixels);
	}

	/** An axis of seconds that ends where the data ends. */
	static Scale ofSeconds(double last, double pixels) {
		double[] steps = { 5, 10, 15, 30, 60, 120, 300, 600 };
		double step = DoubleStream.of(steps).filter((candidate) -> last / candidate <= 8).findFirst().orElse(3600);
		return new Scale(Math.max(last, 1), step, pixels);
	}

	double at(double value) {
		return this.pixels * Math.min(value, this.most) / this.most;
	}

	DoubleStream ticks() {
		return DoubleStream.iterate(0, (tick) -> tick <= this.most * (1 + 1e-9), (tick) -> tick + this.step);
	}

	String text(double tick) {
		int digits = (int) Math.max(0, -Math.floor(Math.log10(this.step) + 1e-9));
		return String.format(Locale.ROOT, "%." + digits + "f", tick);
	}

}
