package io.github.connectionpool.internal.finding;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.connectionpool.internal.load.LoadReport;
import io.github.connectionpool.internal.load.LoadReport.OriginLoad;
import io.github.connectionpool.internal.load.LoadReport.Share;
import io.github.connectionpool.internal.watch.HeldDuringCall;
import io.github.connectionpool.report.Finding;

import static org.assertj.core.api.Assertions.assertThat;

@NullMarked
class IdleRulesTests {

	private static final String LINE = "com.shop.Desk.pay(Desk.java:81)";

	private static final String IN_HTTP = "is in an HTTP client at " + LINE;

	private final Facts facts = new Facts();

	private final List<OriginLoad> origins = new ArrayList<>();

	/**
	 * 1.6 borrows a second of 2 s keep 3.2 connections out. Without 2.6 of them 0.6 are
	 * left and a hold is 0.375 s. By Erlang C 2.5 % of the borrows wait for one of three
	 * connections, and of all 1.3 % longer than 100 ms; for one of four 0.35 % wait.
	 */
	@Test
	void anOriginThatIsMostlyIdleIsToldWithThePoolThatWouldDoWithoutThat() {
		request("GET /orders/{id}", 0.6, 2.6, 0, IN_HTTP);
		this.facts.demand(1.6, Duration.ofSeconds(2));
		assertThat(find()).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("held-while-idle");
			assertThat(finding.evidence())
				.isEqualTo("GET /orders/{id} holds 3.2 of 10 connections on average, 2.6 of them while no statement"
						+ " runs, mostly in an HTTP client at com.shop.Desk.pay(Desk.java:81); without that the pool"
						+ " would need 4.");
			assertThat(finding.fix()).contains("before the transaction or after it").doesNotContain("open-in-view");
		});
	}

	@Test
	void withoutReturnsToMeasureByThePoolThatWouldDoIsNotGuessed() {
		request("GET /orders/{id}", 0.6, 2.6, 0, null);
		assertThat(find().get(0).evidence()).endsWith("2.6 of them while no statement runs.");
	}

	@Test
	void aPoolThatWouldHaveToBeLargerEvenSoIsNotPromised() {
		request("GET /orders/{id}", 0.6, 2.6, 0, null);
		this.facts.demand(160, Duration.ofSeconds(2));
		assertThat(find().get(0).evidence()).doesNotContain("would need");
	}

	@Test
	void lessThanAFifthOfThePoolIsNotWorthAWord() {
		request("GET /orders/{id}", 0, 1.99, 0, IN_HTTP);
		assertThat(find()).isEmpty();
		request("GET /carts", 0, 0.01, 0, null);
		assertThat(find()).as("together they are").hasSize(1);
	}

	@Test
	void ofASmallPoolItTakesAConnection() {
		this.facts.max(2);
		request("GET /orders/{id}", 0, 0.99, 0, null);
		assertThat(find()).isEmpty();
		request("GET /carts", 0, 0.01, 0, null);
		assertThat(find()).hasSize(1);
	}

	@Test
	void aPauseBetweenTwoStatementsIsNoReason() {
		request("GET /reports", 4, 3, 0, null);
		assertThat(find()).isEmpty();
		request("GET /orders/{id}", 0.5, 2, 0, null);
		assertThat(find().get(0).evidence()).contains("/orders").doesNotContain("/reports");
	}

	@Test
	void aPoolThatIsSickHasAnotherReason() {
		request("GET /orders/{id}", 0.6, 2.6, 0, null);
		this.facts.leaked();
		assertThat(find()).isEmpty();
	}

	@Test
	void aPoolWithoutALimitOrALoadSaysNothing() {
		assertThat(IdleRules.of(this.facts.load(null).get(), false)).isEmpty();
		request("GET /orders/{id}", 0.6, 2.6, 0, null);
		this.facts.max(null);
		assertThat(find()).isEmpty();
	}

	@Test
	void threeOriginsAreNamedAndTheOthersAreCounted() {
		request("GET /d", 0, 0.5, 0, null);
		request("GET /a", 0, 1.4, 0, "sleeps");
		this.origins.add(new OriginLoad("task", "Nightly.run", new Share(0.1, 0, 1.3, 0), null, null, null));
		request("GET /c", 0, 1.2, 0, null);
		request("GET /e", 0.1, 0.4, 0, null);
		assertThat(find()).singleElement()
			.extracting(Finding::evidence)
			.isEqualTo("GET /a holds 1.4 of 10 connections on average, 1.4 of them while no statement runs, while its"
					+ " thread mostly sleeps; task Nightly.run holds 1.4, 1.3 of them so; GET /c holds 1.2, 1.2 of them"
					+ " so; 2 more origins hold 1.0, 0.9 of them so.");
	}

	@Test
	void itIsAWarningWhereThePoolIsTightOrAnotherServerMayEmptyIt() {
		request("GET /orders/{id}", 0.6, 2.6, 0, "sleeps");
		assertThat(find()).extracting(Finding::severity).containsExactly(Finding.Severity.INFO);
		this.facts.usage(Duration.ofHours(1), 10, 0, 300, 1);
		assertThat(find()).extracting(Finding::severity).containsExactly(Finding.Severity.WARNING);
		this.facts.usage(Duration.ofHours(1), 10, 0, 300, 0);
		request("GET /carts", 1.9, 0, 0, null);
		assertThat(find()).extracting(Finding::severity).containsExactly(Finding.Severity.WARNING);
		this.origins.clear();
		request("GET /orders/{id}", 0.6, 2.6, 0, IN_HTTP);
		assertThat(find()).extracting(Finding::severity).containsExactly(Finding.Severity.WARNING);
	}

	@Test
	void openInViewIsBlamedOnlyWhereItIsOnAndCanBeTheReason() {
		request("GET /orders/{id}", 0.6, 0.1, 2.5, null);
		assertThat(find().get(0).fix()).startsWith("Return the connection after its last statement")
			.doesNotContain("open-in-view");
		assertThat(IdleRules.of(this.facts.get(), true).get(0).fix()).contains("spring.jpa.open-in-view is on");
		this.origins.clear();
		request("GET /orders/{id}", 0.6, 2.6, 0, null);
		find();
		assertThat(IdleRules.of(this.facts.get(), true).get(0).fix()).as("in a transaction")
			.doesNotContain("open-in-view");
		this.origins.clear();
		this.origins.add(new OriginLoad("task", "Nightly.run", new Share(0, 0, 2.6, 0), null, null, null));
		find();
		assertThat(IdleRules.of(this.facts.get(), true).get(0).fix()).as("no request").doesNotContain("open-in-view");
	}

	@Test
	void aCallByHttpIsToldOnceWithItsAmountWhereThatIsLarge() {
		this.facts.calls(new HeldDuringCall(LINE, 3, Duration.ofSeconds(4)),
				new HeldDuringCall("com.shop.Mail.send(Mail.java:7)", 1, Duration.ofSeconds(2)));
		request("GET /orders/{id}", 0.6, 1.3, 0, IN_HTTP);
		find();
		assertThat(UseRules.of(this.facts.get()).get(0).evidence()).contains(LINE, "Mail.java:7");
		request("GET /orders", 0.6, 1.3, 0, IN_HTTP);
		assertThat(find().get(0).evidence()).contains(LINE);
		assertThat(UseRules.of(this.facts.get())).singleElement()
			.satisfies((finding) -> assertThat(finding.evidence()).contains("Mail.java:7").doesNotContain(LINE));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\n", "\r", "\u001b[31m", "\u202e", "\u2028", "\ud800" })
	void hostileTextsStayAShortLine(String part) {
		for (int i = 0; i < 5; i++) {
			String text = part.repeat(10_000) + i;
			this.origins.add(new OriginLoad(text, text, new Share(0, 1, 1, 0), text, text, text));
		}
		assertThat(find()).singleElement().satisfies((finding) -> {
			assertThat(finding.text()).doesNotContain("\n", "\r", "\u001b", "\u202e", "\u2028", "\ud800");
			assertThat(finding.text().length()).isLessThan(2000);
		});
	}

	private void request(String name, double executing, double idleInTransaction, double idle, @Nullable String place) {
		this.origins
			.add(new OriginLoad("request", name, new Share(executing, idleInTransaction, idle, 0), null, null, place));
	}

	private List<Finding> find() {
		List<OriginLoad> largestFirst = this.origins.stream()
			.sorted((one, other) -> Double.compare(other.share().connections(), one.share().connections()))
			.toList();
		this.facts.load(new LoadReport(Duration.ofMinutes(5), largestFirst, Share.NONE));
		return IdleRules.of(this.facts.get(), false);
	}

}
