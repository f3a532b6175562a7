package io.github.connectionpool.internal.page;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.markup.Html;
import io.github.connectionpool.internal.pooler.Pooler;
import io.github.connectionpool.report.PoolSnapshot;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The origins of the last minutes, on the page and in the report.
 */
class UseOfThePoolTests {

	private static final PagePool.Origin REQUEST = new PagePool.Origin("request", "import", 2, 1, 0.5, 0, null, null,
			null);

	private static final PagePool.Origin TASK = new PagePool.Origin("task", "import", 1, 0, 0, 1, null, null, null);

	private static final PagePool.Origin OTHERS = new PagePool.Origin("", "all other origins", 3, 0, 3, 0, null, null,
			null);

	@Test
	void aRequestAndATaskOfOneNameAreTold() {
		assertThat(page(null)).contains("data-key=\"request import\"", ">request import<", ">task import<");
		assertThat(report(null)).contains("request import", "task import");
	}

	@Test
	void originsWithoutARowAreShownTogether() {
		assertThat(page(OTHERS)).contains(">all other origins<", "<b>3.0</b>");
		assertThat(report(OTHERS)).contains("3.0 ========= ", "all other origins");
		assertThat(page(null)).doesNotContain("all other origins");
		assertThat(report(null)).doesNotContain("all other origins");
	}

	@Test
	void waitingForAnotherConnectionIsAStateOfItsOwn() {
		assertThat(page(null)).contains("waits for another connection");
		assertThat(report(null)).contains("1.0 www ", "2.0 ###==- ");
	}

	@Test
	void theSavingOfShorterHoldsIsToldOnThePageAndInTheReport() {
		String saving = "For 50 % of the time that connections are held no statement runs.";
		Html html = Html.document();
		PlanPart.write(html, pool(null, new PagePool.Plan("A pool of 5 does.", Map.of(), saving)), "plan");
		assertThat(html.toString()).contains(">" + saving + "</p>");
		assertThat(TextReport.of(pool(null, new PagePool.Plan("A pool of 5 does.", Map.of(), saving))))
			.contains("PLAN\n  " + saving);
		assertThat(TextReport.of(pool(null, new PagePool.Plan("A pool of 5 does.", Map.of(), null))))
			.doesNotContain("PLAN");
	}

	@Test
	void packagesAreLeftToTheJson() {
		PagePool.Origin pay = new PagePool.Origin("transaction", "com.shop.PaymentDesk.pay", 1, 1, 0, 0, null, null,
				null);
		assertThat(page(pay)).contains(">transaction PaymentDesk.pay<");
	}

	@Test
	void aPoolWithoutAFreeConnectionIsNotWell() {
		assertThat(TextReport.of(pool(10, null, null))).startsWith("dataSource is full.")
			.contains("All 10 connections are borrowed")
			.doesNotContain("is well");
		assertThat(report(null)).startsWith("dataSource is well.");
	}

	private static String page(PagePool.@Nullable Origin others) {
		Html html = Html.document();
		UsePart.write(html, pool(others));
		return html.toString();
	}

	private static String report(PagePool.@Nullable Origin others) {
		return TextReport.of(pool(others));
	}

	private static PagePool pool(PagePool.@Nullable Origin others) {
		return pool(others, null);
	}

	private static PagePool pool(PagePool.@Nullable Origin others, PagePool.@Nullable Plan plan) {
		return pool(3, others, plan);
	}

	private static PagePool pool(int active, PagePool.@Nullable Origin others, PagePool.@Nullable Plan plan) {
		PoolSnapshot snapshot = TestPools.snapshot(TestPools.pool("dataSource", new TestPools.Numbers()),
				TestPools.counts(active, 10), null, TestPools.judge(Duration.ofDays(1)));
		return new PagePool(
				"dataSource", snapshot, List.of(), List.of(), Duration.ZERO, new PagePool.Past(List.of(),
						new PagePool.Use(Duration.ofMinutes(5), 3, List.of(REQUEST, TASK), others), List.of()),
				new PagePool.Ends(null, Pooler.UNKNOWN, null, List.of()), List.of(), "", plan);
	}

}
