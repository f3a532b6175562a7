package io.github.connectionpool.benchmarks.jmh;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RoundsTests {

	@Test
	void candidatesTakeTurns() throws Exception {
		List<String> order = new ArrayList<>();
		new Rounds<>(List.of(List.of("a", "b"), List.of("a", "b"), List.of("a")), (text) -> {
		}).measure((candidate) -> {
			order.add(candidate);
			return new Measured(1, 1);
		});
		assertThat(order).containsExactly("a", "b", "a", "b", "a");
	}

	@Test
	void theMedianOfTheRoundsCounts() throws Exception {
		Iterator<Measured> seen = List.of(new Measured(900, 10), new Measured(100, 30), new Measured(110, 20))
			.iterator();
		Map<String, Figure> figures = new Rounds<>(List.of(List.of("a"), List.of("a"), List.of("a")), (text) -> {
		}).measure((candidate) -> seen.next());
		assertThat(figures).hasEntrySatisfying("a", (figure) -> {
			assertThat(figure.nanos()).isEqualTo(110);
			assertThat(figure.lowest()).isEqualTo(100);
			assertThat(figure.highest()).isEqualTo(900);
			assertThat(figure.bytes()).isEqualTo(20);
		});
	}

	@Test
	void itSaysHowFarItIs() throws Exception {
		List<String> said = new ArrayList<>();
		new Rounds<>(List.of(List.of("a", "b")), said::add).measure((candidate) -> new Measured(102.7, 56));
		assertThat(said).containsExactly("1 of 2, about 0 s left; a: 103 ns, 56 bytes",
				"2 of 2, about 0 s left; b: 103 ns, 56 bytes");
	}

}
