package io.github.connectionpool.internal.sizing;

/**
 * Times that borrowers wait in M/G/c, in units of the mean hold time. They are those of
 * M/M/c, which are exact, corrected for hold times that vary less or more than
 * exponential ones. Immutable.
 * <p>
 * With {@code s} for the squared coefficient of variation:
 * <ul>
 * <li>The mean is Kimura's harmonic interpolation between M/D/c and M/M/c, {@code (1 + s)
 * / (2s + (1 − s)/r)}, where {@code r} is the ratio of their means by Cosmetatos (INFOR
 * 13, 1975). For one connection it is the exact formula of Pollaczek and Khinchine.</li>
 * <li>Percentiles for {@code s ≤ 1} are multiplied by the same, as Tijms interpolates
 * them.</li>
 * <li>Percentiles for {@code s > 1} are multiplied by {@code 1 + (s − 1)/2 · (1 − e^−x)},
 * {@code x} being that of M/M/c in mean hold times. A wait of many holds is longer by
 * {@code (1 + s)/2} (Lee and Longton; Allen and Cunneen; exact in heavy traffic by
 * Köllerström). One much shorter than a hold ends when the first of the present holds
 * does, which depends little on how they vary, as in an M/G/∞ system. How one goes over
 * into the other is this project's own choice, made on simulations of 2 to 30
 * connections.</li>
 * </ul>
 *
 * @see <a href="https://doi.org/10.1287/mnsc.32.6.751">Kimura, A two-moment approximation
 * for the mean waiting time in the GI/G/s queue, Management Science 32 (1986)</a>
 * @see <a href="https://doi.org/10.1002/047001363X">Tijms, A First Course in Stochastic
 * Models, 9.6 (2003)</a>
 */
final class Wait {

	private final double chance;

	private final double free;

	private final double scv;

	private final double factor;

	/**
	 * @param connections more than the offered load
	 * @param offeredLoad how many are in use on average
	 * @param chance the chance to wait
	 * @param scv the squared coefficient of variation of the hold time
	 */
	Wait(int connections, double offeredLoad, double chance, double scv) {
		this.chance = chance;
		this.free = connections - offeredLoad;
		this.scv = scv;
		this.factor = (1 + scv) / (2 * scv + (1 - scv) / constant(connections, offeredLoad / connections));
	}

	/** The mean wait of M/D/c as a share of that of M/M/c, from a half to one. */
	private static double constant(int connections, double utilization) {
		if (connections == 1) {
			return 0.5;
		}
		double correction = (1 - utilization) * (connections - 1) * (Math.sqrt(4 + 5.0 * connections) - 2)
				/ (16 * utilization * connections);
		return Math.min(1, (1 + correction) / 2);
	}

	double mean() {
		return this.chance / this.free * this.factor;
	}

	/**
	 * Returns the wait that is exceeded with a chance.
	 * @param exceeded above 0, at most 1
	 * @return the wait, 0 if no more have to wait at all
	 */
	double exceededWith(double exceeded) {
		if (this.chance <= exceeded) {
			return 0;
		}
		double exponential = Math.log(this.chance / exceeded) / this.free;
		if (this.scv <= 1) {
			return exponential * this.factor;
		}
		return exponential * (1 - (this.scv - 1) / 2 * Math.expm1(-exponential));
	}

}
