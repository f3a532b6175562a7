package io.github.connectionpool.evaluation;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.connectionpool.evaluation.runner.Candidate;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.innocent.AsyncRequest;
import io.github.connectionpool.evaluation.scenario.innocent.Batch;
import io.github.connectionpool.evaluation.scenario.innocent.Dedicated;
import io.github.connectionpool.evaluation.scenario.innocent.HandOff;
import io.github.connectionpool.evaluation.scenario.innocent.Listen;
import io.github.connectionpool.evaluation.scenario.innocent.LongTransaction;
import io.github.connectionpool.evaluation.scenario.innocent.OpenInView;
import io.github.connectionpool.evaluation.scenario.innocent.Reader;
import io.github.connectionpool.evaluation.scenario.innocent.ShortBorrows;
import io.github.connectionpool.evaluation.scenario.innocent.SlowQuery;
import io.github.connectionpool.evaluation.scenario.innocent.Streaming;
import io.github.connectionpool.evaluation.scenario.innocent.Waiting;
import io.github.connectionpool.evaluation.scenario.leak.BesideTransaction;
import io.github.connectionpool.evaluation.scenario.leak.ChainedTemporary;
import io.github.connectionpool.evaluation.scenario.leak.CleanUpThrows;
import io.github.connectionpool.evaluation.scenario.leak.HeldOverLoop;
import io.github.connectionpool.evaluation.scenario.leak.InitFails;
import io.github.connectionpool.evaluation.scenario.leak.KeptInField;
import io.github.connectionpool.evaluation.scenario.leak.LostOnException;
import io.github.connectionpool.evaluation.scenario.leak.NeverClosed;
import io.github.connectionpool.evaluation.scenario.leak.PartialBatch;
import io.github.connectionpool.evaluation.scenario.leak.WayOut;

/**
 * All scenarios.
 */
public final class Scenarios {

	private Scenarios() {
	}

	/**
	 * All of them.
	 * @return leaks first
	 */
	public static List<Candidate> all() {
		return Stream.concat(leaks().stream(), innocents().stream()).toList();
	}

	private static List<Candidate> leaks() {
		return candidates(List.of(BesideTransaction::new, ChainedTemporary.ToMetaData::new,
				ChainedTemporary.ToStatement::new, ChainedTemporary.ToPreparedStatement::new,
				CleanUpThrows.AtRollback::new, CleanUpThrows.AtNullResult::new, CleanUpThrows.AtSavepoint::new,
				HeldOverLoop.ThatEnds::new, HeldOverLoop.ThatGoesOn::new, InitFails.InConstructor::new,
				InitFails.InFactory::new, InitFails.InWarmUp::new, KeptInField.InRequest::new, KeptInField.InAsync::new,
				KeptInField.InScheduledRun::new, KeptInField.InListener::new, KeptInField.InExecutorTask::new,
				KeptInField.InForkJoinTask::new, KeptInField.InThreadThatEnds::new, KeptInField.InVirtualThread::new,
				KeptInField.InThreadLocal::new, KeptInField.InAsyncRequest::new, LostOnException.InRequest::new,
				LostOnException.InAsync::new, LostOnException.InExecutorTask::new, LostOnException.InVirtualThread::new,
				LostOnException.InScheduledRun::new, LostOnException.WithoutRelease::new, NeverClosed.InRequest::new,
				NeverClosed.InThreadThatEnds::new, NeverClosed.InListener::new, NeverClosed.ByStream::new,
				PartialBatch.KthOfN::new, PartialBatch.SourceAndTarget::new, WayOut.EarlyReturn::new,
				WayOut.FailedRetry::new, WayOut.Overwritten::new));
	}

	private static List<Candidate> innocents() {
		return candidates(List.of(AsyncRequest::new, Batch.InScheduledTask::new, Batch.InExecutorTask::new,
				Batch.InListener::new, Batch.InVirtualThread::new, Dedicated::new, HandOff.UsedSteadily::new,
				HandOff.UsedWithPauses::new, HandOff.AfterTheAnswer::new, HandOff.LeftIdle::new, Listen.Marked::new,
				Listen.Unwrapped::new, LongTransaction.WithStatements::new, LongTransaction.DuringHttpCall::new,
				LongTransaction.Nested::new, LongTransaction.ThroughProxy::new, OpenInView::new,
				Reader.OfStatement::new, Reader.OfMetaData::new, Reader.OfLargeObject::new, Reader.OfArray::new,
				ShortBorrows::new, SlowQuery.ByTemplate::new, SlowQuery.ByCall::new, Streaming.RowByRow::new,
				Streaming.OnlyResultSet::new, Streaming.ResponseBody::new, Waiting.ForRow::new,
				Waiting.ForJavaLock::new, Waiting.AtBreakpoint::new));
	}

	private static List<Candidate> candidates(List<Supplier<Scenario>> factories) {
		return factories.stream().map(Candidate::of).toList();
	}

}
