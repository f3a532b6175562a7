package io.github.connectionpool.internal.finding;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import io.github.connectionpool.internal.watch.HeldDuringCall;
import io.github.connectionpool.report.Finding;

import static org.assertj.core.api.Assertions.assertThat;

class RulesTests {

	private static final Duration HOUR = Duration.ofHours(1);

	private final Facts facts = new Facts();

	@Test
	void aHealthyPoolGetsNoAdvice() {
		assertThat(size()).isEmpty();
		assertThat(use()).isEmpty();
		assertThat(settings()).isEmpty();
	}

	@Test
	void aPoolAtWhichBorrowersQueueSteadilyIsTooSmall() {
		this.facts.usage(HOUR, 10, 0, 300, 150);
		assertThat(size()).extracting(Finding::id).containsExactly("pool-too-small");
		assertThat(size().get(0).evidence())
			.contains("Borrowers waited at 150 of 300 checks in the last five minutes, 1 in 100 for 70 ms or longer")
			.contains("held for 20 ms on average");
	}

	@Test
	void aBorrowerThatStillWaitsCounts() {
		this.facts.usage(HOUR, 10, 0, 300, 150).unserved(Duration.ofSeconds(28));
		assertThat(size().get(0).evidence()).contains("1 in 100 for 28 s or longer");
	}

	@Test
	void aPoolThatIsSickIsNotTooLargeEither() {
		assertThat(SizeRules.of(this.facts.leaked().max(30).usage(HOUR, 2, 0, 300, 0).get())).isEmpty();
	}

	@Test
	void aQueueNowAndThenIsNone() {
		assertThat(SizeRules.of(this.facts.usage(HOUR, 10, 0, 300, 149).get())).isEmpty();
	}

	@Test
	void aQueueOfSecondsIsNone() {
		assertThat(SizeRules.of(this.facts.usage(HOUR, 10, 0, 29, 29).get())).isEmpty();
	}

	@Test
	void aPoolThatLeaksIsNotTooSmall() {
		assertThat(SizeRules.of(this.facts.leaked().usage(HOUR, 10, 0, 300, 300).get())).isEmpty();
	}

	@Test
	void aPoolOfWhichAThirdIsUsedIsTooLarge() {
		this.facts.max(30).usage(Duration.ofMinutes(30), 10, 0, 300, 0);
		assertThat(size()).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("pool-too-large");
			assertThat(finding.evidence()).startsWith("At most 10 of 30 connections");
			assertThat(finding.fix()).contains("a maximum of 20");
		});
		assertThat(SizeRules.of(this.facts.usage(Duration.ofMinutes(30), 11, 0, 300, 0).get())).isEmpty();
	}

	@Test
	void halfAnHourHasToPassBeforeAPoolIsTooLarge() {
		assertThat(SizeRules.of(this.facts.max(30).usage(Duration.ofMinutes(29), 1, 0, 300, 0).get())).isEmpty();
	}

	@Test
	void aSmallPoolOrAnUnusedOneIsNotTooLarge() {
		assertThat(SizeRules.of(this.facts.max(9).usage(HOUR, 1, 0, 300, 0).get())).isEmpty();
		assertThat(SizeRules.of(this.facts.max(30).unused(0, 0).get())).isEmpty();
	}

	@Test
	void nestedCheckoutsNeedALargerPool() {
		this.facts.usage(HOUR, 6, 11, 300, 0);
		assertThat(size()).extracting(Finding::id).containsExactly("nested-checkouts");
		assertThat(size().get(0).fix()).contains("at least 11");
		assertThat(SizeRules.of(this.facts.usage(HOUR, 6, 10, 300, 0).get())).isEmpty();
	}

	@Test
	void aPoolWithoutALimitHasNoSizeToAdviseOn() {
		assertThat(SizeRules.of(this.facts.max(null).usage(HOUR, 6, 11, 300, 300).get())).isEmpty();
	}

	@Test
	void callsByHttpWhileAConnectionIsHeldAreNamedByTheirLine() {
		this.facts.calls(new HeldDuringCall("com.shop.Desk.pay(Desk.java:77)", 3, Duration.ofSeconds(4)));
		assertThat(use()).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("held-during-http-call");
			assertThat(finding.evidence()).contains("com.shop.Desk.pay(Desk.java:77) (3, unused for 4 s or more)");
		});
	}

	@Test
	void ofManyCallsFiveAreNamed() {
		this.facts.calls(IntStream.range(0, 7)
			.mapToObj((i) -> new HeldDuringCall("com.shop.Desk.pay(Desk.java:" + i + ")", 1, Duration.ofSeconds(2)))
			.toArray(HeldDuringCall[]::new));
		assertThat(use().get(0).evidence()).contains("Desk.java:4").doesNotContain("Desk.java:5");
	}

	@Test
	void oneInTenBorrowedForNothingIsWorthAWord() {
		assertThat(UseRules.of(this.facts.unused(99, 990).get())).isEmpty();
		assertThat(UseRules.of(this.facts.unused(100, 1001).get())).isEmpty();
		this.facts.unused(100, 1000);
		assertThat(use()).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("borrowed-unused");
			assertThat(finding.evidence()).startsWith("100 of 1000").contains("com.shop.Orders.list");
			assertThat(finding.fix()).contains("spring.datasource.connection-fetch=lazy");
		});
	}

	@Test
	void aPoolThatDoesNotValidateIsTold() {
		this.facts.settings(Facts.validates(false));
		assertThat(settings()).extracting(Finding::id).containsExactly("no-validation");
		assertThat(SettingRules.of(this.facts.settings(Facts.validates(true)).get())).isEmpty();
	}

	@Test
	void leakDetectionBelowTwoSecondsIsSilentlyOff() {
		assertThat(leakDetection(1999)).contains("below 2 s");
		assertThat(leakDetection(2000)).isNull();
	}

	@Test
	void leakDetectionAboveTheMaximumLifetimeIsSilentlyOff() {
		assertThat(leakDetection(1_800_001)).contains("above max-lifetime, which is 30 min");
		assertThat(leakDetection(1_800_000)).isNull();
	}

	@Test
	void leakDetectionThatIsNotWantedIsNotMissed() {
		assertThat(leakDetection(0)).isNull();
	}

	@Test
	void aDataSourceThatIsNoPoolIsNamed() {
		ApplicationAdvice advice = new ApplicationAdvice();
		advice.notMonitored("reports", DriverManagerDataSource.class);
		advice.notMonitored("routing", Object.class);
		assertThat(advice.findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("no-pool");
			assertThat(finding.evidence()).contains("'reports' is no pool", "DriverManagerDataSource");
		});
	}

	@Test
	void anOpenViewIsTold() {
		ApplicationAdvice advice = new ApplicationAdvice();
		assertThat(advice.findings()).isEmpty();
		advice.openInView();
		assertThat(advice.findings()).extracting(Finding::id).containsExactly("open-in-view");
	}

	private @org.jspecify.annotations.Nullable String leakDetection(long millis) {
		List<Finding> findings = SettingRules
			.of(this.facts.settings(Facts.leakDetection(Duration.ofMillis(millis), Duration.ofMinutes(30))).get());
		assertThat(findings).allMatch((finding) -> finding.id().equals("leak-detection-off"));
		return findings.isEmpty() ? null : findings.get(0).evidence();
	}

	private List<Finding> size() {
		return SizeRules.of(this.facts.get());
	}

	private List<Finding> use() {
		return UseRules.of(this.facts.get());
	}

	private List<Finding> settings() {
		return SettingRules.of(this.facts.get());
	}

}
