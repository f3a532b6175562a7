package io.github.connectionpool.sample.traffic;

/**
 * The progress of the visitors.
 *
 * @param running whether more arrive or some are still being served
 * @param rate the arrivals per second that were asked for
 * @param seconds the time that was asked for
 * @param sent the visitors sent to the shop
 * @param succeeded those that were served
 * @param failed those that were not
 * @param dropped those that were not sent, because too many others were still waiting
 * @param p50Millis the latency of half of them
 * @param p99Millis the latency of nearly all of them
 */
record TrafficReport(boolean running, int rate, int seconds, long sent, long succeeded, long failed, long dropped,
		double p50Millis, double p99Millis) {

	static final TrafficReport NONE_YET = new TrafficReport(false, 0, 0, 0, 0, 0, 0, 0, 0);

}
