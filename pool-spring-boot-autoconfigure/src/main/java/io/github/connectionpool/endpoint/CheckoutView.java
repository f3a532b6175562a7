package io.github.connectionpool.endpoint;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.answer.FrameTexts;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.CheckoutReport;
import io.github.connectionpool.report.OwnerReport;
import io.github.connectionpool.report.Reason;
import io.github.connectionpool.report.ThreadActivity;
import io.github.connectionpool.report.Verdict;
import io.github.connectionpool.report.WorkContext;

/**
 * One open checkout. Null values are left out.
 *
 * @param id identifier, unique in the application
 * @param verdict what the evidence amounts to
 * @param reason why it is suspected or leaked
 * @param explanation one sentence for a person
 * @param acquiredAt when it was borrowed
 * @param heldMillis how long it has been held
 * @param waitedMillis how long the borrower had waited
 * @param thread the thread that borrowed it
 * @param context the unit of work at the time of the borrow
 * @param callSite the line on a stack of this checkout
 * @param callSiteFrom the call whose stack that is
 * @param likelyCallSites the lines from which it was probably borrowed
 * @param stack the stack of that call
 * @param likelyStack the stack of another borrow at the likeliest line
 * @param currentStack what the borrowing thread does now
 * @param statement the statement in flight, or the last one
 * @param activity how many calls that may reach the database have been made
 * @param backendPid process of the PostgreSQL server that serves it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CheckoutView(String id, Verdict verdict, @Nullable Reason reason, String explanation, Instant acquiredAt,
		long heldMillis, long waitedMillis, ThreadView thread, ContextView context, @Nullable String callSite,
		CheckoutReport.@Nullable CallSiteFrom callSiteFrom,
		@Nullable List<CheckoutReport.LikelyCallSite> likelyCallSites, List<String> stack,
		@Nullable List<String> likelyStack, List<String> currentStack, @Nullable StatementView statement, long activity,
		@Nullable Integer backendPid) {

	/** The thread that borrowed, and where it is now. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record ThreadView(String name, long id, boolean virtual, Thread.State state, ThreadActivity.Place place,
			@Nullable String line) {

		static ThreadView of(OwnerReport owner) {
			return new ThreadView(owner.name(), owner.id(), owner.virtual(), owner.state(), owner.whereabouts().place(),
					owner.whereabouts().line());
		}

	}

	/** The unit of work at the time of the borrow. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record ContextView(@Nullable String transaction, @Nullable String request, @Nullable String task,
			@Nullable String traceId, @Nullable List<WorkView> contributed) {

		static ContextView of(CheckoutContext context) {
			return new ContextView(context.transaction(),
					(context.request() != null) ? context.request().toString() : null, context.task(),
					context.traceId(),
					context.contributed().isEmpty() ? null : context.contributed().stream().map(WorkView::of).toList());
		}

	}

	/** A description of the work by the application. */
	@JsonInclude(JsonInclude.Include.NON_EMPTY)
	record WorkView(String kind, String name, Map<String, String> attributes) {

		static WorkView of(WorkContext work) {
			return new WorkView(work.kind(), work.name(), work.attributes());
		}

	}

	/** The statement in flight, or the last one. */
	record StatementView(String sql, long inFlightMillis, boolean inTransaction) {

	}

	/** Shows a report. */
	static CheckoutView of(CheckoutReport report, SqlText sqlText, FrameTexts frames) {
		return new CheckoutView(report.id(), report.judgement().verdict(), report.judgement().reason(),
				explanation(report), report.acquiredAt().truncatedTo(ChronoUnit.MILLIS), report.held().toMillis(),
				report.waited().toMillis(), ThreadView.of(report.owner()), ContextView.of(report.context()),
				report.callSite(), report.callSiteFrom(),
				report.likelyCallSites().isEmpty() ? null : report.likelyCallSites(), frames.of(report.stack()),
				report.likelyStack().isEmpty() ? null : frames.of(report.likelyStack()),
				frames.of(report.owner().currentStack()), statement(report, sqlText), report.activity(),
				report.backendPid());
	}

	private static String explanation(CheckoutReport report) {
		Integer backendPid = report.backendPid();
		if (backendPid == null || report.judgement().verdict() == Verdict.ACTIVE) {
			return report.explanation();
		}
		String end = (report.judgement().verdict() == Verdict.LEAKED) ? "; ending it there frees no place in the pool."
				: "; to end it there: select pg_terminate_backend(" + backendPid + ").";
		return report.explanation() + " To look at it in the database: select * from pg_stat_activity where pid = "
				+ backendPid + end;
	}

	private static @Nullable StatementView statement(CheckoutReport report, SqlText sqlText) {
		if (report.sql() == null) {
			return null;
		}
		long inFlightMillis = (report.inFlight() != null) ? report.inFlight().toMillis() : 0;
		return new StatementView(sqlText.show(report.sql()), inFlightMillis, report.inTransaction());
	}

}
