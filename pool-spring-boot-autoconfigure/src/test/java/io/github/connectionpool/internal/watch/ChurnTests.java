package io.github.connectionpool.internal.watch;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.JavaProcess;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("long")
class ChurnTests {

	/** What the JVM itself takes while it goes on compiling. */
	private static final long NOISE = 1_000_000;

	@Test
	void anHourOfBorrowsAndLeaksEndsAtTheHeapItBeganWith() throws Exception {
		try (JavaProcess churn = JavaProcess.start(Churn.class, List.of("-Xmx96m", "-XX:+UseSerialGC"), List.of())) {
			long before = Long.parseLong(churn.awaitLine(Churn.BEFORE));
			String reclaimed = churn.awaitLine(Churn.RECLAIMED);
			long after = Long.parseLong(churn.awaitLine(Churn.AFTER));
			System.out.println("heap before " + before + ", after " + reclaimed + " reclaimed leaks " + after);
			assertThat(reclaimed).isEqualTo(String.valueOf(Churn.LEAKS));
			assertThat(after - before).isLessThan(NOISE);
		}
	}

}
